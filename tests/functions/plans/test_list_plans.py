import pytest

from shared.domain.plans.model import PLANS, Quota
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_anybody_sees_what_each_plan_holds(stage: Stage) -> None:
    plans = (await stage.call("list_plans")).data["plans"]
    assert [plan["name"] for plan in plans] == ["free", "team", "business"]
    assert plans[0] == {
        "name": "free",
        "members": 5,
        "assessmentsPerMonth": 25,
        "executionSecondsPerMonth": 3600,
        "storageBytes": 1024**3,
        "retentionDays": 90,
    }


@pytest.mark.parametrize("quota", list(Quota))
def test_a_larger_plan_holds_more_of_everything(quota: Quota) -> None:
    limits = [plan.limit(quota) for plan in PLANS.values()]
    assert limits == sorted(set(limits))
