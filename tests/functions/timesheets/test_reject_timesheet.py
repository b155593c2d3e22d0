import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import WEEK, submitted

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _, sheet_id = await submitted(stage)
    return Arranged(as_=admin, path={"timesheetId": sheet_id}, body={"reason": "Friday is missing"})


@pytest.mark.parametrize("approved_before", [False, True])
async def test_a_rejected_week_is_open_again_and_says_why(stage: Stage, approved_before: bool) -> None:
    admin, person, sheet_id = await submitted(stage)
    path = {"timesheetId": sheet_id}
    if approved_before:
        await stage.call("approve_timesheet", as_=admin, path=path)
    body = {"reason": "Friday is missing"}
    sheet = (await stage.call("reject_timesheet", as_=admin, path=path, body=body)).data
    assert (sheet["status"], sheet["reason"]) == ("rejected", "Friday is missing")
    [entry] = await stage.documents("timeEntries")
    where = {"entryId": entry["id"]}
    assert (await stage.call("update_time_entry", as_=person, path=where, body={"minutes": 30})).status == 200
    again = (await stage.call("submit_timesheet", as_=person, path={"weekOf": WEEK})).data
    assert (again["status"], again["reason"], again["decidedBy"], again["seconds"]) == ("submitted", "", None, 1800)
