import pytest

from tests.fixtures.service_alerts import a_critical_alert, passes
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    alert = await a_critical_alert(stage)
    return Arranged(as_=await staff_member(stage), path={"alertId": alert["id"]}, body={})


async def test_whoever_looks_after_an_alert_is_named(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("acknowledge_service_alert", call)
    assert (answer.data["status"], answer.data["acknowledgedBy"]) == ("acknowledged", call.as_.user_id)
    call.as_ = await staff_member(stage)
    again = await stage.arranged("acknowledge_service_alert", call)
    assert again.data == answer.data


async def test_an_alert_that_is_over_can_not_be_acknowledged(stage: Stage) -> None:
    call = await arrange(stage)
    await passes(stage)
    answer = await stage.arranged("acknowledge_service_alert", call)
    assert (answer.status, answer.error["code"]) == (409, "alert_resolved")


async def test_an_unknown_alert_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    call.path = {"alertId": "nowhere"}
    answer = await stage.arranged("acknowledge_service_alert", call)
    assert (answer.status, answer.error["code"]) == (404, "alert_not_found")
