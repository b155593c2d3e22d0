import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    body = {"reason": "sends spam"}
    return Arranged(as_=await staff_member(stage), path={"tenantId": owner.tenant_id}, body=body)


async def test_staff_see_the_suspension_alone_and_the_tenants_log_says_who_it_was(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("suspend_tenant_as_staff", call)
    assert set(answer.data) == {"id", "state", "suspension"}
    [entry] = await stage.documents("auditEntries")
    assert (entry["actor"], entry["tenantId"]) == (f"user:{call.as_.user_id}", call.path["tenantId"])


async def test_an_owner_and_a_key_are_not_staff(stage: Stage) -> None:
    call = await arrange(stage)
    key = await stage.api_key(*Permission, tenant_id=call.path["tenantId"])
    for somebody in (await stage.member(Role.OWNER, tenant_id=call.path["tenantId"]), key):
        call.as_ = somebody
        answer = await stage.arranged("suspend_tenant_as_staff", call)
        assert (answer.status, answer.error["code"]) == (403, "permission_denied")


@pytest.mark.parametrize("claim", ["true", 1, {"yes": True}])
async def test_the_claim_is_true_or_nothing(stage: Stage, claim: object) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    tokens = await stage.identity.sign_in_as("nobody", {"platformStaff": claim})
    call.as_ = type(call.as_)(tokens.access_token, "", "nobody")
    assert (await stage.arranged("suspend_tenant_as_staff", call)).status == 403


@pytest.mark.parametrize("tenant_id", ["nowhere", "..", "a/b"])
async def test_an_unknown_tenant_is_404(stage: Stage, tenant_id: str) -> None:
    call = await arrange(stage)
    call.path = {"tenantId": tenant_id}
    assert (await stage.arranged("suspend_tenant_as_staff", call)).status == 404
