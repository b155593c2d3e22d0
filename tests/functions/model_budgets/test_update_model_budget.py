import pytest

from tests.fixtures.model_budgets import budget, status_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id)
    return Arranged(as_=admin, path={"budgetId": made["id"]}, body={"amountCents": 20})


async def test_what_is_left_out_stays(stage: Stage) -> None:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id, hardStop=True)
    path = {"budgetId": made["id"]}
    answer = await stage.call("update_model_budget", as_=admin, path=path, body={"alertPercents": [90, 10, 90]})
    assert answer.status == 200
    status = await status_of(stage, admin, made["id"])
    assert (status["alertPercents"], status["amountCents"], status["hardStop"]) == ([10, 90], 10, True)
