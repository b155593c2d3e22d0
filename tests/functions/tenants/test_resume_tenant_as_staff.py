import pytest

from shared.auth.roles import Role
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    call = Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id})
    await stage.call("suspend_tenant_as_staff", as_=call.as_, path=call.path, body={"reason": "sends spam"})
    return call


async def test_what_the_platform_suspended_it_resumes(stage: Stage) -> None:
    answer = await stage.arranged("resume_tenant_as_staff", await arrange(stage))
    assert (answer.data["state"], answer.data["suspension"]) == ("active", None)
