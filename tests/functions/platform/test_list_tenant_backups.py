import pytest

from shared.auth.roles import Role
from tests.fixtures.backups import backed_up
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await stage.call("back_up_tenant", as_=owner, body={})
    return Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id})


async def test_staff_see_which_backups_a_company_has_the_latest_first(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    ids = []
    for _ in range(2):
        ids.append(await backed_up(stage, owner))
        stage.clock.advance(minutes=1)
    other = await stage.member(Role.OWNER, tenant_id=await stage.tenant())
    await backed_up(stage, other)
    staff, path = await staff_member(stage), {"tenantId": owner.tenant_id}
    listed = (await stage.call("list_tenant_backups", as_=staff, path=path)).data["backups"]
    assert [each["id"] for each in listed] == ids[::-1]
    assert {each["status"] for each in listed} == {"complete"}
    few = await stage.call("list_tenant_backups", as_=staff, path=path, query={"limit": "1"})
    assert [each["id"] for each in few.data["backups"]] == ids[1:]


async def test_a_company_that_is_not_there_has_none(stage: Stage) -> None:
    call = await arrange(stage)
    call.path = {"tenantId": "nobody"}
    assert (await stage.arranged("list_tenant_backups", call)).status == 404


async def test_an_owner_is_not_staff(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.OWNER, tenant_id=call.path["tenantId"])
    assert (await stage.arranged("list_tenant_backups", call)).status == 403
