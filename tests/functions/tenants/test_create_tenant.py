import pytest

from tests.fixtures.people import SIGN_UP, sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

SECOND = {"companyName": "Second", "subdomain": "second"}


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body=SECOND)


async def test_somebody_signed_in_owns_a_second_tenant_at_once(stage: Stage) -> None:
    owner = await sign_up(stage)
    created = await stage.call("create_tenant", as_=owner, body=SECOND)
    assert (created.status, created.data["subdomain"]) == (201, "second")
    there = SignedIn(owner.token, created.data["id"], owner.user_id)
    [member] = (await stage.call("list_members", as_=there)).data
    assert (member["role"], member["email"], member["displayName"]) == ("owner", "olga@example.com", "Olga Owner")
    assert len((await stage.call("list_my_tenants", as_=owner)).data["tenants"]) == 2


async def test_a_subdomain_is_one_tenants_however_it_was_taken(stage: Stage) -> None:
    owner = await sign_up(stage)
    assert (await stage.call("create_tenant", as_=owner, body=SECOND)).status == 201
    for subdomain in ("acme", "second"):
        again = await stage.call("create_tenant", as_=owner, body=SECOND | {"subdomain": subdomain})
        assert (again.status, again.error["code"]) == (409, "subdomain_taken")
    signed_up = await stage.call("sign_up", body=SIGN_UP | {"subdomain": "second", "email": "other@example.com"})
    assert (signed_up.status, signed_up.error["code"]) == (409, "subdomain_taken")


async def test_a_candidate_creates_none(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "I1")
    assert (await stage.call("create_tenant", as_=candidate, body=SECOND)).status == 403


async def test_a_person_is_a_member_of_at_most_fifty_tenants(stage: Stage) -> None:
    member = await stage.member()
    await stage.change(f"users/{member.user_id}", tenantIds=[f"T{number}" for number in range(50)])
    answer = await stage.call("create_tenant", as_=member, body=SECOND)
    assert (answer.status, answer.error["code"]) == (409, "too_many_tenants")
