import pytest

from shared.auth.roles import Role
from tests.fixtures.people import accept, invite, token_in_mail
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await invite(stage, admin, "rita@example.com")
    [invitation] = (await stage.call("list_member_invitations", as_=admin)).data
    return Arranged(as_=admin, path={"invitationId": invitation["id"]})


async def test_a_revoked_link_admits_nobody_and_makes_no_account(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("revoke_member_invitation", call)).data["status"] == "revoked"
    answer = await accept(stage, token_in_mail(stage))
    assert (answer.status, answer.error["code"]) == (409, "invitation_revoked")
    assert await stage.identity.find_account("rita@example.com") is None


async def test_revoking_again_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("revoke_member_invitation", call)
    assert (await stage.arranged("revoke_member_invitation", call)).data == first.data


async def test_what_was_accepted_is_not_revoked(stage: Stage) -> None:
    call = await arrange(stage)
    await accept(stage, token_in_mail(stage))
    answer = await stage.arranged("revoke_member_invitation", call)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_an_invitation_revoked_before_its_mail_was_sent_is_not_mailed(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    invited = await stage.call("invite_member", as_=admin, body={"email": "rita@example.com", "role": "viewer"})
    await stage.call("revoke_member_invitation", as_=admin, path={"invitationId": invited.data["id"]})
    await stage.settle()
    assert stage.mailer.sent == []
