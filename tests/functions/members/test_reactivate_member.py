import pytest

from shared.auth.roles import Role
from tests.fixtures.quotas import on_free_plan
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    call = Arranged(as_=admin, path={"memberId": viewer.user_id})
    await stage.arranged("deactivate_member", call)
    return call


async def test_whoever_is_reactivated_is_let_in_at_once_with_the_role_they_had(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    recruiter = await stage.member(Role.RECRUITER, tenant_id=admin.tenant_id)
    path = {"memberId": recruiter.user_id}
    await stage.call("deactivate_member", as_=admin, path=path)
    assert (await stage.call("list_attempts", as_=recruiter)).status == 403
    assert (await stage.call("reactivate_member", as_=admin, path=path)).data["isActive"] is True
    assert (await stage.call("list_attempts", as_=recruiter)).status == 200


async def test_a_reactivated_owner_counts_again(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    other = await stage.member(Role.OWNER, tenant_id=owner.tenant_id)
    for name in ("deactivate_member", "reactivate_member"):
        assert (await stage.call(name, as_=owner, path={"memberId": other.user_id})).status == 200
    assert (await stage.call("leave_tenant", as_=owner)).status == 204


async def test_reactivating_who_is_active_changes_nothing(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("reactivate_member", as_=admin, path={"memberId": admin.user_id})
    assert (answer.status, answer.data["isActive"]) == (200, True)
    assert await stage.documents("auditEntries") == []


async def test_a_place_that_was_given_to_somebody_else_is_not_there_any_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await on_free_plan(stage, call.as_.tenant_id)
    for _ in range(4):
        await stage.member(tenant_id=call.as_.tenant_id)
    answer = await stage.arranged("reactivate_member", call)
    assert (answer.status, answer.error["details"]["quota"]) == (403, "members")
