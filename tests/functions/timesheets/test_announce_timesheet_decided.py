import pytest

from shared.domain.time_tracking.events import TimesheetDecided
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import submitted

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, sheet_id = await submitted(stage)
    await stage.call("approve_timesheet", as_=admin, path={"timesheetId": sheet_id})
    event = TimesheetDecided(timesheet_id=sheet_id, member_id=person.user_id, approved=True)
    return Arranged(event=event, tenant_id=person.tenant_id)


async def test_whose_time_it_is_hears_of_approval_and_rejection(stage: Stage) -> None:
    admin, person, sheet_id = await submitted(stage)
    path = {"timesheetId": sheet_id}
    await stage.call("approve_timesheet", as_=admin, path=path)
    await stage.settle()
    await stage.call("reject_timesheet", as_=admin, path=path, body={"reason": "Friday is missing"})
    await stage.settle()
    told = {each["kind"]: (each["memberId"], each["values"]) for each in await stage.documents("notifications")}
    assert told == {
        "timesheet_approved": (person.user_id, {"week": "2026-03-02"}),
        "timesheet_rejected": (person.user_id, {"week": "2026-03-02", "reason": "Friday is missing"}),
    }
