import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    entry = await booked(stage, person, path)
    return Arranged(as_=person, path={"entryId": entry["id"]}, body={"minutes": 45, "note": "Less than I thought"})


async def test_a_correction_moves_the_time_of_the_weeks_and_the_task(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"day": "2026-02-27", "minutes": 45}
    changed = (await stage.arranged("update_time_entry", call)).data["items"][0]
    assert (changed["day"], changed["seconds"]) == ("2026-02-27", 2700)
    sheets = {each["weekOf"]: (each["seconds"], each["entryCount"]) for each in await stage.documents("timesheets")}
    assert sheets == {WEEK: (0, 0), "2026-02-23": (2700, 1)}
    assert [each["seconds"] for each in await stage.documents("taskTime")] == [2700]


async def test_times_stay_within_one_day_and_tell_what_they_overlap(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"startedAt": "2026-03-01T23:00:00Z", "endedAt": "2026-03-02T01:00:00Z"}
    answer = await stage.arranged("update_time_entry", call)
    assert (answer.status, answer.error["code"]) == (400, "over_midnight")
    call.body = {"startedAt": "2026-03-02T08:00:00Z", "endedAt": "2026-03-02T08:30:00Z"}
    changed = (await stage.arranged("update_time_entry", call)).data
    assert (changed["items"][0]["seconds"], changed["overlaps"]) == (1800, [])


async def test_only_whose_time_it_is_changes_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    owner = await stage.member(Role.OWNER, tenant_id=call.as_.tenant_id)
    answer = await stage.call("update_time_entry", as_=owner, path=call.path, body=call.body)
    assert answer.status == 404


async def test_a_week_that_was_submitted_stays_as_it_is(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("submit_timesheet", as_=call.as_, path={"weekOf": WEEK})
    answer = await stage.arranged("update_time_entry", call)
    assert (answer.status, answer.error["code"]) == (409, "timesheet_locked")
    call.body = {"day": "2026-02-27", "minutes": 45}
    assert (await stage.arranged("update_time_entry", call)).error["code"] == "timesheet_locked"
