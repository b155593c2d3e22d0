import pytest

from shared.auth.roles import Role
from tests.fixtures.backups import backed_up
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    path = {"tenantId": owner.tenant_id, "backupId": await backed_up(stage, owner)}
    body = {"companyName": "Acme again", "subdomain": "acme-again"}
    return Arranged(as_=await staff_member(stage), path=path, body=body)


async def test_what_staff_restore_is_its_owners_and_not_theirs(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("restore_backup_as_staff", call)
    await stage.settle()
    [restore] = await stage.documents("restores")
    assert restore["status"] == "done"
    members = [each for each in await stage.documents("members") if each["tenantId"] == restore["freshTenantId"]]
    assert [each["role"] for each in members] == ["owner"]
    assert call.as_.user_id not in {each["id"] for each in members}


async def test_an_owner_is_not_staff(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.OWNER, tenant_id=call.path["tenantId"])
    assert (await stage.arranged("restore_backup_as_staff", call)).status == 403


async def test_another_tenants_backup_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    call.path = {**call.path, "tenantId": await stage.tenant()}
    assert (await stage.arranged("restore_backup_as_staff", call)).status == 404
