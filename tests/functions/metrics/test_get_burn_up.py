import pytest

from tests.fixtures.metrics import begun, to, worked
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path)


async def history(stage: Stage) -> Arranged:
    admin, path, _ = await worked(stage)
    return Arranged(as_=admin, path=path, query={"since": "2026-03-01"})


async def test_scope_and_what_is_done_of_it_in_tasks_and_hours(stage: Stage) -> None:
    days = (await stage.arranged("get_burn_up", await history(stage))).data["days"]
    assert [(day["scope"], day["done"], day["remaining"]) for day in days] == [(0, 0, 0), (3, 1, 2), (3, 1, 2)]
    assert [(day["scopeHours"], day["doneHours"], day["remainingHours"]) for day in days[1:]] == [(12, 8, 4)] * 2


async def test_what_is_dropped_leaves_the_scope(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    stage.clock.advance(days=1)
    await to(stage, admin, path, ids[1], "cancelled")
    await stage.settle()
    person = await stage.signed_in_again(admin)
    days = (await stage.call("get_burn_up", as_=person, path=path, query={"since": "2026-03-03"})).data["days"]
    assert [(day["scope"], day["scopeHours"]) for day in days] == [(3, 12), (2, 8)]
