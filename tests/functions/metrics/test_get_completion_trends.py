import pytest

from tests.fixtures.metrics import begun, to, worked
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path)


async def history(stage: Stage) -> Arranged:
    admin, path, _ = await worked(stage)
    return Arranged(as_=admin, path=path, query={"since": "2026-02-25", "by": "week"})


async def test_weeks_begin_on_mondays_but_the_first_that_is_cut(stage: Stage) -> None:
    data = (await stage.arranged("get_completion_trends", await history(stage))).data
    assert [(each["since"], each["created"], each["completed"]) for each in data["periods"]] == [
        ("2026-02-25", 0, 0),
        ("2026-03-02", 3, 1),
    ]
    assert data["changePerPeriod"] == 1


async def test_by_day_the_slope_is_of_all_days(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    stage.clock.advance(days=1)
    for id in ids[1:]:
        await to(stage, admin, path, id, "completed")
    await stage.settle()
    person = await stage.signed_in_again(admin)
    asked = {"since": "2026-03-02", "by": "day"}
    data = (await stage.call("get_completion_trends", as_=person, path=path, query=asked)).data
    assert [each["completed"] for each in data["periods"]] == [1, 0, 2]
    assert data["changePerPeriod"] == 0.5


async def test_of_a_single_day_there_is_no_slope(stage: Stage) -> None:
    call = await history(stage)
    call.query = {"since": "2026-03-03", "by": "day"}
    data = (await stage.arranged("get_completion_trends", call)).data
    assert (len(data["periods"]), data["changePerPeriod"]) == (1, None)
