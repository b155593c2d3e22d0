import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberInvited
from shared.errors import DependencyUnavailable
from tests.fixtures.people import invite, token_in_mail
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("invite_member", as_=admin, body={"email": "rita@example.com", "role": "recruiter"})
    return Arranged(event=MemberInvited(invitation_id=answer.data["id"]), tenant_id=admin.tenant_id)


async def test_the_link_comes_by_mail(stage: Stage) -> None:
    await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    [mail] = stage.mailer.sent
    assert mail.to == "rita@example.com"
    assert mail.subject == "Join Acme on Ella"
    assert "/join?token=" in mail.html
    assert token_in_mail(stage) not in str(await stage.snapshot())


async def test_a_company_name_is_never_markup(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    path = f"tenants/{admin.tenant_id}/tenant/{admin.tenant_id}"
    await stage.change(path, name="<img src=x onerror=alert(1)>\r\nBcc: everyone@example.com")
    await invite(stage, admin, "rita@example.com")
    [mail] = stage.mailer.sent
    assert "<img" not in mail.html
    assert "\n" not in mail.subject


async def test_the_same_event_three_times_sends_one_mail(stage: Stage) -> None:
    arranged = await arrange(stage)
    envelope = stage.envelope(arranged.event, arranged.tenant_id)
    for _ in range(3):
        assert await stage.deliver("send_member_invitation", envelope) == 204
    [mail] = stage.mailer.sent
    assert mail.message_id == f"<{envelope.id}.send_member_invitation@ella>"


async def test_a_mail_server_that_is_down_postpones_the_mail(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.waiting()
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    assert await stage.deliver("send_member_invitation", stage.envelope(arranged.event, arranged.tenant_id)) == 204
    assert await stage.settle() == []
    stage.mailer.failure = None
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == ["rita@example.com"]
    assert await stage.documents("deliveryFailures") == []


async def test_an_invitation_that_was_accepted_meanwhile_gets_no_mail(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.change(
        f"tenants/{arranged.tenant_id}/memberInvitations/{arranged.event.invitation_id}", status="accepted"
    )
    await stage.settle()
    assert stage.mailer.sent == []
