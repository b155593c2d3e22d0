import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, booked, submitted, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _, sheet_id = await submitted(stage)
    return Arranged(as_=admin, path={"timesheetId": sheet_id})


async def test_a_timesheet_is_approved_by_somebody_else_and_then_stays(stage: Stage) -> None:
    admin, person, sheet_id = await submitted(stage)
    sheet = (await stage.call("approve_timesheet", as_=admin, path={"timesheetId": sheet_id})).data
    assert (sheet["status"], sheet["decidedBy"]) == ("approved", admin.user_id)
    [entry] = await stage.documents("timeEntries")
    answer = await stage.call("delete_time_entry", as_=person, path={"entryId": entry["id"]})
    assert (answer.status, answer.error["code"]) == (409, "timesheet_locked")


async def test_nobody_approves_their_own(stage: Stage) -> None:
    _, manager, path = await worker(stage, role=Role.MANAGER)
    await booked(stage, manager, path)
    sheet = (await stage.call("submit_timesheet", as_=manager, path={"weekOf": WEEK})).data
    answer = await stage.call("approve_timesheet", as_=manager, path={"timesheetId": sheet["id"]})
    assert (answer.status, answer.error["code"]) == (403, "own_timesheet")


async def test_a_week_that_was_not_submitted_is_not_approved(stage: Stage) -> None:
    admin, person, path = await worker(stage)
    await booked(stage, person, path)
    [sheet] = await stage.documents("timesheets")
    answer = await stage.call("approve_timesheet", as_=admin, path={"timesheetId": sheet["id"]})
    assert (answer.status, answer.error["code"]) == (409, "timesheet_not_submitted")
