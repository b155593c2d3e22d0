import pytest

from tests.fixtures.schedules import baseline, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    await baseline(stage, admin, path)
    return Arranged(as_=admin, path=path)


async def test_only_baselines_are_listed_not_the_plan_itself(stage: Stage) -> None:
    items = (await stage.arranged("list_baselines", await arrange(stage))).data
    assert [item["name"] for item in items] == ["As agreed"]
