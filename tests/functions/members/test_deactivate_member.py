import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"memberId": viewer.user_id})


async def test_whoever_is_deactivated_is_out_within_thirty_seconds_and_keeps_their_place(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    recruiter = await stage.member(Role.RECRUITER, tenant_id=admin.tenant_id)
    assert (await stage.call("list_questions", as_=recruiter)).status == 200
    answer = await stage.call("deactivate_member", as_=admin, path={"memberId": recruiter.user_id})
    assert (answer.data["isActive"], answer.data["role"]) == (False, "recruiter")
    stage.clock.advance(seconds=30)
    refused = await stage.call("list_questions", as_=recruiter)
    assert (refused.status, refused.error["code"]) == (403, "not_a_member")


async def test_the_last_owner_is_not_deactivated(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("deactivate_member", as_=owner, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_an_owner_who_is_deactivated_does_not_count_as_one(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    other = await stage.member(Role.OWNER, tenant_id=owner.tenant_id)
    assert (await stage.call("deactivate_member", as_=owner, path={"memberId": other.user_id})).status == 200
    answer = await stage.call("leave_tenant", as_=owner)
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_an_admin_does_not_deactivate_an_owner(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    owner = await stage.member(Role.OWNER, tenant_id=call.as_.tenant_id)
    answer = await stage.call("deactivate_member", as_=call.as_, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (403, "owner_protected")


async def test_deactivating_again_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("deactivate_member", call)
    again = await stage.arranged("deactivate_member", call)
    assert (again.status, again.data) == (200, first.data)
    assert len(await stage.documents("auditEntries")) == 1
