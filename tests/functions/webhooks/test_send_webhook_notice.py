import pytest

from shared.domain.webhooks.events import WebhookNoticeDue
from shared.domain.webhooks.model import DisabledBecause
from shared.errors import DependencyUnavailable
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import URL, a_delivery, owner_with_webhook

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    event = WebhookNoticeDue(webhook_id=webhook["id"], because=DisabledBecause.FAILING, member_id=owner.user_id)
    return Arranged(event=event, tenant_id=owner.tenant_id)


async def test_the_mail_says_which_webhook_and_why(stage: Stage) -> None:
    await a_delivery(stage, 410)
    [mail] = stage.mailer.sent
    assert URL in mail.text
    assert "gone for good (410)" in mail.text
    assert "/webhooks/" in mail.text


async def test_a_mail_server_that_is_down_postpones_the_mail(stage: Stage) -> None:
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await a_delivery(stage, 410)
    assert stage.mailer.sent == []
    stage.mailer.failure = None
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert len(stage.mailer.sent) == 1


async def test_an_owner_who_left_meanwhile_gets_no_mail(stage: Stage) -> None:
    arranged = await arrange(stage)
    path = f"tenants/{arranged.tenant_id}/members/{arranged.event.member_id}"  # type: ignore[union-attr]
    await stage.change(path, isActive=False)
    await stage.deliver("send_webhook_notice", stage.envelope(arranged.event, arranged.tenant_id))
    assert stage.mailer.sent == []
