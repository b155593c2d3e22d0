import pytest

from shared.auth.roles import Role
from tests.fixtures.people import accept, invite, sign_up, signed_in
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member())


async def test_each_tenant_is_listed_with_ones_place_in_it(stage: Stage) -> None:
    await sign_up(stage)
    other = await stage.member(Role.ADMIN)
    invited = await accept(stage, await invite(stage, other, "olga@example.com", "viewer"))
    olga = signed_in(invited.data)
    listed = (await stage.call("list_my_tenants", as_=olga)).data["tenants"]
    assert [(each["subdomain"], each["role"]) for each in listed] == [
        ("acme", "owner"),
        (other.tenant_id.lower(), "viewer"),
    ]
    await stage.call("deactivate_member", as_=other, path={"memberId": olga.user_id})
    assert [each["isActive"] for each in (await stage.call("list_my_tenants", as_=olga)).data["tenants"]] == [
        True,
        False,
    ]
    await stage.call("remove_member", as_=other, path={"memberId": olga.user_id})
    [left] = (await stage.call("list_my_tenants", as_=olga)).data["tenants"]
    assert left["subdomain"] == "acme"


async def test_a_candidate_is_a_member_of_none(stage: Stage) -> None:
    assert (await stage.call("list_my_tenants", as_=await stage.candidate("T1", "I1"))).status == 403
