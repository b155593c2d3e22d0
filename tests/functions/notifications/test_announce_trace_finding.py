import pytest

from shared.auth.roles import Role
from shared.domain.trace_findings.events import TraceFindingDetected
from shared.domain.trace_findings.model import FindingKind
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage, name="Support bot")
    event = TraceFindingDetected(
        app_id=app_id, finding_id="finding", finding_kind=FindingKind.CAPABILITY, name="refund, order"
    )
    return Arranged(as_=manager, event=event, tenant_id=manager.tenant_id, path={"appId": app_id})


async def told(stage: Stage, call: Arranged) -> list[str]:
    assert call.event is not None
    assert await stage.deliver("announce_trace_finding", stage.envelope(call.event, call.tenant_id or "")) == 204
    return [each["memberId"] for each in await stage.documents("notifications")]


async def test_whoever_made_the_app_hears_of_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert await told(stage, call) == [call.as_.user_id]
    [notification] = await stage.documents("notifications")
    assert notification["values"] == {"app": "Support bot", "finding": "refund, order"}
    assert notification["link"] == f"/apps/{call.path['appId']}/findings/finding"


async def test_once_they_are_gone_owners_and_admins_do(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    owner = await stage.member(Role.OWNER, tenant_id=call.tenant_id)
    await stage.change(f"tenants/{call.tenant_id}/members/{call.as_.user_id}", isActive=False)
    assert await told(stage, call) == [owner.user_id]


async def test_an_app_that_is_not_there_has_nobody_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await told(stage, Arranged(event=call.event.with_(app_id="gone"), tenant_id=call.tenant_id)) == []
