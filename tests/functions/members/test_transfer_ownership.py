import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    heir = await stage.member(Role.RECRUITER, tenant_id=owner.tenant_id)
    return Arranged(as_=owner, path={"memberId": heir.user_id})


async def role_of(stage: Stage, tenant_id: str, member_id: str) -> str:
    member = await stage.document(f"tenants/{tenant_id}/members/{member_id}")
    assert member is not None
    return member["role"]


async def test_the_heir_owns_and_the_former_owner_is_an_admin(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("transfer_ownership", call)
    assert (answer.status, answer.data["role"]) == (200, "owner")
    assert await role_of(stage, call.as_.tenant_id, call.as_.user_id) == "admin"
    stage.clock.advance(seconds=30)
    assert (await stage.arranged("transfer_ownership", call)).status == 403
    assert (await stage.call("leave_tenant", as_=call.as_)).status == 204


async def test_an_owner_may_stay_one_beside_the_other(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.body = {"staysOwner": True}
    await stage.arranged("transfer_ownership", call)
    assert await role_of(stage, call.as_.tenant_id, call.as_.user_id) == "owner"
    assert (await stage.call("leave_tenant", as_=call.as_)).status == 204


async def test_an_admin_transfers_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    assert (await stage.arranged("transfer_ownership", call)).status == 403


async def test_no_key_transfers_ownership(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    body = {"name": "Heir", "scopes": ["ownership:transfer"]}
    answer = await stage.call("create_api_key", as_=owner, body=body)
    assert (answer.status, answer.error["code"]) == (403, "scope_not_held")


@pytest.mark.parametrize(
    ("role", "active", "code"), [("owner", True, "already_owner"), ("admin", False, "member_inactive")]
)
async def test_only_an_active_member_who_is_no_owner_inherits(stage: Stage, role: str, active: bool, code: str) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/members/{call.path['memberId']}", role=role, isActive=active)
    answer = await stage.arranged("transfer_ownership", call)
    assert (answer.status, answer.error["code"]) == (409, code)


async def test_an_owner_passes_ownership_on_once_even_at_the_same_moment(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    heirs = [await stage.member(Role.VIEWER, tenant_id=owner.tenant_id) for _ in range(2)]

    async def transfer(heir: SignedIn) -> int:
        path = {"memberId": heir.user_id}
        return (await stage.call("transfer_ownership", as_=owner, path=path)).status

    assert sorted(await asyncio.gather(*(transfer(heir) for heir in heirs))) == [200, 409]
    roles = sorted([await role_of(stage, owner.tenant_id, each.user_id) for each in (owner, *heirs)])
    assert roles == ["admin", "owner", "viewer"]


async def test_a_tenant_has_at_most_twenty_owners(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    for _ in range(19):
        await stage.member(Role.OWNER, tenant_id=call.as_.tenant_id)
    call.body = {"staysOwner": True}
    answer = await stage.arranged("transfer_ownership", call)
    assert (answer.status, answer.error["code"]) == (409, "too_many_owners")
