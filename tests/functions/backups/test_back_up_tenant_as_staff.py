import pytest

from shared.auth.roles import Role
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    return Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id}, body={})


async def test_staff_back_a_tenant_up_and_its_log_says_who(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("back_up_tenant_as_staff", call)
    await stage.settle()
    [backup] = await stage.documents("backups")
    assert (backup["status"], backup["createdBy"]) == ("complete", f"platform:{call.as_.user_id}")
    entries = await stage.audited("back_up_tenant_as_staff")
    assert [each["target"]["backupId"] for each in entries] == [answer.data["id"]]


async def test_an_owner_is_not_staff(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.OWNER)
    assert (await stage.arranged("back_up_tenant_as_staff", call)).status == 403


async def test_a_tenant_that_is_not_there_is_not_backed_up(stage: Stage) -> None:
    call = await arrange(stage)
    call.path = {"tenantId": "nobody"}
    assert (await stage.arranged("back_up_tenant_as_staff", call)).status == 404
