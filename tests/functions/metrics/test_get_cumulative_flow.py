import pytest

from tests.fixtures.metrics import begun, worked
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path)


async def history(stage: Stage) -> Arranged:
    admin, path, _ = await worked(stage)
    return Arranged(as_=admin, path=path, query={"since": "2026-03-01"})


async def test_each_day_ends_with_what_lay_in_each_stage(stage: Stage) -> None:
    days = (await stage.arranged("get_cumulative_flow", await history(stage))).data["days"]
    assert [tuple(day.values()) for day in days] == [
        ("2026-03-01", 0, 0, 0, 0),
        ("2026-03-02", 2, 0, 1, 0),
        ("2026-03-03", 1, 1, 1, 0),
    ]


async def test_a_span_that_ended_before_today_says_what_was_then(stage: Stage) -> None:
    call = await history(stage)
    call.query["until"] = "2026-03-02"
    days = (await stage.arranged("get_cumulative_flow", call)).data["days"]
    assert (days[-1]["toDo"], days[-1]["done"]) == (2, 1)
