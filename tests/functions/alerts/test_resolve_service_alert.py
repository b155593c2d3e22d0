import pytest

from tests.fixtures.service_alerts import a_critical_alert, alerts, minute
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    alert = await a_critical_alert(stage)
    return Arranged(as_=await staff_member(stage), path={"alertId": alert["id"]}, body={})


async def test_an_alert_is_over_when_somebody_says_so(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("resolve_service_alert", call)
    assert (answer.data["status"], answer.data["resolvedBy"]) == ("resolved", call.as_.user_id)
    assert (await stage.arranged("resolve_service_alert", call)).data == answer.data


async def test_what_goes_on_all_the_same_fires_anew_after_five_minutes(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("resolve_service_alert", call)
    for _ in range(4):
        await minute(stage, failures=11)
    assert [each["status"] for each in await alerts(stage)] == ["resolved"]
    await minute(stage, failures=11)
    assert [each["status"] for each in await alerts(stage)] == ["firing", "resolved"]


async def test_what_staff_resolve_is_in_the_platforms_log(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("resolve_service_alert", call)
    [entry] = await stage.audited("resolve_service_alert")
    assert entry["tenantId"] == "platform"
    assert entry["target"] == call.path
