import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, later, started, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    await booked(stage, person, path)
    return Arranged(as_=person, path={"weekOf": WEEK})


async def test_a_week_is_submitted_once_with_what_was_booked(stage: Stage) -> None:
    call = await arrange(stage)
    sheet = (await stage.arranged("submit_timesheet", call)).data
    assert (sheet["status"], sheet["seconds"], sheet["secondsByDay"]) == ("submitted", 3600, {WEEK: 3600})
    again = await stage.arranged("submit_timesheet", call)
    assert (again.status, again.error["code"]) == (409, "timesheet_locked")


async def test_a_week_in_which_a_timer_runs_waits_for_it(stage: Stage) -> None:
    _, person, path = await worker(stage)
    timer_id = await started(stage, person, path)
    answer = await stage.call("submit_timesheet", as_=person, path={"weekOf": WEEK})
    assert (answer.status, answer.error["code"]) == (409, "timer_running")
    earlier = await stage.call("submit_timesheet", as_=person, path={"weekOf": "2026-02-23"})
    assert earlier.status == 200
    await stage.call("stop_timer", as_=person, path={"timerId": timer_id}, body={})
    assert (await stage.call("submit_timesheet", as_=person, path={"weekOf": WEEK})).status == 200


async def test_a_week_begins_by_the_clocks_of_whose_time_it_is(stage: Stage) -> None:
    _, person, _ = await worker(stage)
    next_week = {"weekOf": "2026-03-09"}
    person = await later(stage, person, days=6, hours=8)
    early = await stage.call("submit_timesheet", as_=person, path=next_week)
    assert (early.status, early.error["code"]) == (409, "week_not_begun")
    await stage.call("update_user_settings", as_=person, body={"timeZone": "Asia/Tokyo"})
    assert (await stage.call("submit_timesheet", as_=person, path=next_week)).status == 200


async def test_a_week_is_named_by_its_monday(stage: Stage) -> None:
    call = await arrange(stage)
    call.path = {"weekOf": "2026-03-03"}
    assert (await stage.arranged("submit_timesheet", call)).status == 400
