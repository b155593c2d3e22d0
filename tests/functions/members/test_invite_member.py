import pytest

from shared.auth.roles import Role
from tests.fixtures.people import accept, invite, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body={"email": "rita@example.com", "role": "recruiter"})


async def test_an_invitation_is_pending_for_a_week_and_tells_no_link(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("invite_member", as_=admin, body={"email": "Rita@Example.com", "role": "viewer"})
    assert answer.status == 201
    assert answer.data["email"] == "rita@example.com"
    assert answer.data["status"] == "pending"
    assert (answer.data["createdAt"], answer.data["expiresAt"]) == ("2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z")
    assert "token" not in str(answer.body)


@pytest.mark.parametrize("role", ["owner", "candidate", "king", "", None])
async def test_a_role_that_is_not_given_is_refused(stage: Stage, role: str | None) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("invite_member", as_=admin, body={"email": "rita@example.com", "role": role})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/role")


async def test_a_member_is_not_invited_again(stage: Stage) -> None:
    owner = await sign_up(stage)
    await accept(stage, await invite(stage, owner, "rita@example.com"))
    for email in ("rita@example.com", owner.email.upper()):
        answer = await stage.call("invite_member", as_=owner, body={"email": email, "role": "viewer"})
        assert (answer.status, answer.error["code"]) == (409, "already_member")


async def test_a_member_of_another_tenant_may_be_invited(stage: Stage) -> None:
    other = await sign_up(stage)
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("invite_member", as_=admin, body={"email": other.email, "role": "viewer"})
    assert answer.status == 201
