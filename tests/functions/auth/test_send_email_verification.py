import pytest

from shared.domain.accounts.events import PARTITION, EmailVerificationRequested
from tests.fixtures.people import mailed_link, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await sign_up(stage)
    event = EmailVerificationRequested(user_id=owner.user_id, email=owner.email)
    return Arranged(event=event, tenant_id=PARTITION)


async def test_the_link_comes_by_mail_once(stage: Stage) -> None:
    arranged = await arrange(stage)
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    for _ in range(3):
        assert await stage.deliver("send_email_verification", envelope) == 204
    [mail] = stage.mailer.sent
    assert "/verify-email?token=" in mail.html
    assert mailed_link(stage) not in str(await stage.snapshot())
