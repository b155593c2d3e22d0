import asyncio

import pytest

from shared.auth.links import link_token
from shared.auth.roles import Role
from shared.errors import DependencyUnavailable
from tests.fixtures.people import PASSWORD, accept, invite, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    token = await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    return Arranged(body={"token": token, "password": PASSWORD, "displayName": "Rita Recruiter"})


async def test_an_invited_person_joins_with_the_role_they_were_given(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await accept(stage, await invite(stage, owner, "rita@example.com", "recruiter"))
    assert answer.status == 200
    recruiter = signed_in(answer.data)
    assert recruiter.tenant_id == owner.tenant_id
    members = (await stage.call("list_members", as_=recruiter)).data
    assert {member["email"]: member["role"] for member in members} == {
        owner.email: "owner",
        "rita@example.com": "recruiter",
    }
    assert (await stage.call("list_audit_entries", as_=recruiter)).status == 403


async def test_a_link_admits_once(stage: Stage) -> None:
    token = await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    await accept(stage, token)
    answer = await accept(stage, token)
    assert (answer.status, answer.error["code"]) == (409, "invitation_used")


async def test_an_expired_link_admits_nobody(stage: Stage) -> None:
    token = await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    stage.clock.advance(days=7)
    answer = await accept(stage, token)
    assert (answer.status, answer.error["code"]) == (409, "invitation_expired")
    assert await stage.identity.find_account("rita@example.com") is None


async def test_a_forged_link_is_404(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    token = await invite(stage, admin, "rita@example.com")
    tenant_id, invitation_id, mac = token.split(".")
    forgeries = [
        f"{tenant_id}.{invitation_id}.{'0' * 43}",
        f"{await stage.tenant()}.{invitation_id}.{mac}",
        f"{tenant_id}.other.{mac}",
        link_token("candidate-invitation", tenant_id, invitation_id),
        "no token",
        "a.b.\u00e9",
        "..",
    ]
    for forged in forgeries:
        answer = await accept(stage, forged)
        assert (answer.status, answer.error["code"]) == (404, "invitation_not_found"), forged


async def test_a_person_with_an_account_joins_with_its_password(stage: Stage) -> None:
    known = await sign_up(stage)
    other = await sign_up(stage, subdomain="other", email="other@example.com")
    token = await invite(stage, other, known.email)
    wrong = await accept(stage, token, password="not the password")
    assert (wrong.status, wrong.error["code"]) == (401, "wrong_credentials")
    joined = signed_in((await accept(stage, token)).data)
    assert (joined.user_id, joined.tenant_id) == (known.user_id, other.tenant_id)
    assert (await stage.call("list_members", as_=joined)).status == 200


async def test_two_links_for_one_person_make_one_member(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    tokens = [await invite(stage, admin, "rita@example.com") for _ in range(2)]
    answers = await asyncio.gather(*(accept(stage, token) for token in tokens))
    assert sorted(answer.status for answer in answers) == [200, 409]
    emails = [member["email"] for member in await stage.documents("members")]
    assert emails.count("rita@example.com") == 1


async def test_one_link_opened_twice_at_once_admits_once(stage: Stage) -> None:
    token = await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    answers = await asyncio.gather(accept(stage, token), accept(stage, token))
    assert sorted(answer.status for answer in answers) == [200, 409]


async def test_an_account_made_before_the_process_died_is_taken_up_by_the_same_link(stage: Stage) -> None:
    token = await invite(stage, await stage.member(Role.ADMIN), "rita@example.com")
    inner = stage.identity

    class Away:
        find_account = inner.find_account
        create_account = inner.create_account

        async def sign_in(self, email: str, password: str) -> None:
            raise DependencyUnavailable("down")

    stage.composition.identity = Away()
    assert (await accept(stage, token)).status == 503
    stage.composition.identity = inner
    assert (await accept(stage, token)).status == 200
