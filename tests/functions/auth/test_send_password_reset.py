import pytest

from shared.domain.accounts.events import PARTITION, PasswordResetRequested
from shared.errors import DependencyUnavailable
from tests.fixtures.people import mailed_link, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(event=PasswordResetRequested(email=(await sign_up(stage)).email), tenant_id=PARTITION)


async def test_the_link_comes_by_mail_and_is_stored_nowhere(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.call("request_password_reset", body={"email": "olga@example.com"})
    await stage.settle()
    assert "/reset-password?token=" in stage.mailer.sent[-1].html
    assert mailed_link(stage) not in str(await stage.snapshot())
    assert arranged.event is not None


async def test_the_same_event_three_times_sends_one_mail(stage: Stage) -> None:
    arranged = await arrange(stage)
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    for _ in range(3):
        assert await stage.deliver("send_password_reset", envelope) == 204
    [mail] = stage.mailer.sent
    assert mail.message_id == f"<{envelope.id}.send_password_reset@ella>"


async def test_a_mail_server_that_is_down_postpones_the_mail(stage: Stage) -> None:
    await sign_up(stage)
    await stage.call("request_password_reset", body={"email": "olga@example.com"})
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await stage.settle()
    stage.mailer.failure = None
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == ["olga@example.com"]
