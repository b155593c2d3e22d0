import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined
from tests.fixtures.reports import reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    return Arranged(as_=admin, path=path, body={"name": "How far we are"})


async def test_a_schedule_says_when_the_report_is_due_in_the_tenants_zone_and_null_takes_it_away(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/tenant/{call.as_.tenant_id}", timeZone="Europe/Berlin")
    call.body = {"schedule": {"every": "month", "hour": 7, "dayOfMonth": 31, "recipientIds": [call.as_.user_id]}}
    changed = (await stage.arranged("update_report", call)).data
    assert (changed["nextDueAt"], changed["name"]) == ("2026-03-31T05:00:00Z", "How far")
    call.body = {"schedule": None}
    changed = (await stage.arranged("update_report", call)).data
    assert (changed["nextDueAt"], changed["schedule"]) == (None, None)


async def test_a_definition_is_checked_as_a_new_one_is(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.body = {"definition": {"source": "tasks", "measures": ["cost"]}}
    answer = await stage.arranged("update_report", call)
    assert (answer.status, answer.error["code"]) == (400, "invalid_report")
    call.as_ = await joined(stage, call.as_, call.path["projectId"], Role.MANAGER)
    call.body = {"definition": {"source": "time", "dimensions": ["currency"], "measures": ["cost"]}}
    answer = await stage.arranged("update_report", call)
    assert (answer.status, answer.error["code"]) == (403, "costs_not_allowed")


async def test_a_report_gets_no_recipient_from_outside_the_project(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"schedule": {"every": "day", "recipientIds": ["nobody"]}}
    answer = await stage.arranged("update_report", call)
    assert (answer.status, answer.error["code"]) == (409, "not_in_project")
