import pytest

from shared.auth.roles import Role
from tests.fixtures.service_alerts import a_critical_alert, alerts, passes
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await a_critical_alert(stage)
    return Arranged(as_=await staff_member(stage))


async def test_staff_see_what_is_the_matter_and_what_to_do(stage: Stage) -> None:
    alert = await a_critical_alert(stage)
    assert (alert["status"], alert["service"], alert["value"]) == ("firing", "database", 11)
    assert alert["runbook"] == "database-failures"
    assert await alerts(stage, status="resolved") == []
    await passes(stage)
    assert [each["id"] for each in await alerts(stage, status="resolved")] == [alert["id"]]


async def test_nobody_else_sees_alerts(stage: Stage) -> None:
    answer = await stage.call("list_service_alerts", as_=await stage.member(Role.OWNER))
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")
