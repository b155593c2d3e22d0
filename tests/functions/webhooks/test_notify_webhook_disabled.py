import pytest

from shared.auth.roles import Role
from shared.domain.webhooks.events import WebhookDisabled
from shared.domain.webhooks.model import DisabledBecause
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import a_delivery, owner_with_webhook

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    event = WebhookDisabled(webhook_id=webhook["id"], because=DisabledBecause.GONE)
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_every_active_owner_hears_and_nobody_else(stage: Stage) -> None:
    arranged = await arrange(stage)
    second = await stage.member(Role.OWNER, tenant_id=arranged.tenant_id)
    left = await stage.member(Role.OWNER, tenant_id=arranged.tenant_id)
    await stage.change(f"tenants/{arranged.tenant_id}/members/{left.user_id}", isActive=False)
    admin = await stage.member(Role.ADMIN, tenant_id=arranged.tenant_id)
    await stage.deliver("notify_webhook_disabled", stage.envelope(arranged.event, arranged.tenant_id))
    await stage.settle()
    told = [mail.to for mail in stage.mailer.sent]
    assert len(told) == 2
    assert second.email in told
    assert {left.email, admin.email}.isdisjoint(told)
    notified = await stage.documents("notifications")
    assert len({each["memberId"] for each in notified}) == len(notified) == 2
    assert {left.user_id, admin.user_id}.isdisjoint(each["memberId"] for each in notified)


async def test_one_that_is_disabled_already_tells_nobody_again(stage: Stage) -> None:
    await a_delivery(stage, 410)
    assert len(stage.mailer.sent) == 1
