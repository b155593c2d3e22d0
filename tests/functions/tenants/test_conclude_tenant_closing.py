import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import TenantGraceEnded
from tests.fixtures.people import SIGN_UP, sign_up
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await stage.call("close_tenant", as_=owner, path={"tenantId": owner.tenant_id})
    stage.clock.advance(days=30)
    return Arranged(event=TenantGraceEnded(closes_at=stage.clock.now()), tenant_id=owner.tenant_id)


async def state_of(stage: Stage, tenant_id: str) -> str:
    tenant = await stage.document(f"tenants/{tenant_id}/tenant/{tenant_id}")
    assert tenant is not None
    return tenant["state"]


async def test_after_thirty_days_it_is_too_late(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = {"tenantId": owner.tenant_id}
    await stage.call("close_tenant", as_=owner, path=path)
    stage.clock.advance(days=29)
    await stage.settle()
    assert await state_of(stage, owner.tenant_id) == "closing"
    stage.clock.advance(days=1)
    back = await stage.signed_in_again(owner)
    assert (await stage.call("restore_tenant", as_=back, path=path)).error["code"] == "not_closing"
    await stage.settle()
    assert await state_of(stage, owner.tenant_id) == "closed"
    for name in ("get_tenant", "restore_tenant"):
        assert (await stage.call(name, as_=back, path=path)).error["code"] == "tenant_closed"
    assert (await stage.call("list_my_tenants", as_=back)).data["tenants"] == []


async def test_the_subdomain_is_free_ninety_days_later(stage: Stage) -> None:
    owner = await sign_up(stage)
    await stage.call("close_tenant", as_=owner, path={"tenantId": owner.tenant_id})
    stage.clock.advance(days=30)
    await stage.settle()
    other = SIGN_UP | {"email": "other@example.com"}
    assert (await stage.call("sign_up", body=other)).error["code"] == "subdomain_taken"
    stage.clock.advance(days=90)
    assert (await stage.call("sign_up", body=other)).status == 201


async def test_a_tenant_that_was_restored_and_closed_again_has_its_whole_grace(stage: Stage) -> None:
    owner = await sign_up(stage)
    path = {"tenantId": owner.tenant_id}
    await stage.call("close_tenant", as_=owner, path=path)
    stage.clock.advance(days=20)
    back = await stage.signed_in_again(owner)
    for name in ("restore_tenant", "close_tenant"):
        assert (await stage.call(name, as_=back, path=path)).status == 200
    stage.clock.advance(days=29)
    await stage.settle()
    assert await state_of(stage, owner.tenant_id) == "closing"
    stage.clock.advance(days=1)
    await stage.settle()
    assert await state_of(stage, owner.tenant_id) == "closed"
