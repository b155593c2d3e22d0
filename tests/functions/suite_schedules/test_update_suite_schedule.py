import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_schedules import WEEKLY, schedule_call, schedules

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return await schedule_call(stage, body={"recurrence": WEEKLY})


async def test_other_times_hold_from_now_on(stage: Stage) -> None:
    assert (await stage.arranged("update_suite_schedule", await arrange(stage))).data["dueAt"] == "2026-03-09T06:30:00Z"


async def test_a_paused_schedule_runs_nothing_and_makes_up_for_nothing(stage: Stage) -> None:
    call = await schedule_call(stage, body={"isActive": False})
    assert (await stage.arranged("update_suite_schedule", call)).data["dueAt"] is None
    stage.clock.advance(days=3)
    await stage.tick("sweep_suite_schedules")
    await stage.settle()
    assert await stage.documents("suiteRuns") == []
    assert call.as_ is not None
    call.as_, call.body = await stage.signed_in_again(call.as_), {"isActive": True}
    assert (await stage.arranged("update_suite_schedule", call)).data["dueAt"] == "2026-03-06T06:30:00Z"


async def test_what_is_left_out_stays(stage: Stage) -> None:
    call = await schedule_call(stage, body={})
    [before] = await schedules(stage)
    assert (await stage.arranged("update_suite_schedule", call)).status == 200
    [after] = await schedules(stage)
    assert (after["recurrence"], after["dueAt"]) == (before["recurrence"], before["dueAt"])
