import pytest

from shared.auth.roles import Role
from tests.fixtures.people import invite
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN))


async def test_invitations_are_listed_by_status_and_without_their_links(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    token = await invite(stage, admin, "rita@example.com")
    stage.clock.advance(minutes=1)
    await invite(stage, admin, "vera@example.com", "viewer")
    await invite(stage, await stage.member(Role.ADMIN), "stranger@example.com")
    answer = await stage.call("list_member_invitations", as_=admin)
    assert [each["email"] for each in answer.data] == ["vera@example.com", "rita@example.com"]
    assert token not in str(answer.body)
    revoked = {"invitationId": answer.data[0]["id"]}
    await stage.call("revoke_member_invitation", as_=admin, path=revoked)
    for query, expected in ({"status": "pending"}, "rita@example.com"), ({"status": "revoked"}, "vera@example.com"):
        [only] = (await stage.call("list_member_invitations", as_=admin, query=query)).data
        assert only["email"] == expected
    [only] = (await stage.call("list_member_invitations", as_=admin, query={"email": "RITA@example.com"})).data
    assert only["status"] == "pending"
