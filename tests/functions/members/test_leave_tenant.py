import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_whoever_leaves_is_out_within_thirty_seconds(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    assert (await stage.call("leave_tenant", as_=viewer)).status == 204
    stage.clock.advance(seconds=30)
    assert (await stage.call("list_questions", as_=viewer)).status == 403
    [entry] = await stage.documents("auditEntries")
    assert entry["target"] == {"memberId": viewer.user_id}


async def test_the_last_owner_does_not_leave(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    await stage.member(Role.ADMIN, tenant_id=owner.tenant_id)
    answer = await stage.call("leave_tenant", as_=owner)
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_of_two_owners_who_leave_at_once_one_stays(stage: Stage) -> None:
    for _ in range(10):
        one = await stage.member(Role.OWNER)
        other = await stage.member(Role.OWNER, tenant_id=one.tenant_id)
        answers = await asyncio.gather(*(stage.call("leave_tenant", as_=each) for each in (one, other)))
        assert sorted(answer.status for answer in answers) == [204, 409]
        members = [each for each in await stage.documents("members") if each["tenantId"] == one.tenant_id]
        assert [member["role"] for member in members] == ["owner"]


async def test_of_owners_who_demote_remove_and_deactivate_each_other_at_once_one_stays(stage: Stage) -> None:
    owners = [await stage.member(Role.OWNER)]
    owners += [await stage.member(Role.OWNER, tenant_id=owners[0].tenant_id) for _ in range(3)]
    paths = [{"memberId": owner.user_id} for owner in owners]
    answers = await asyncio.gather(
        stage.call("change_member_role", as_=owners[0], path=paths[1], body={"role": "viewer"}),
        stage.call("remove_member", as_=owners[1], path=paths[2]),
        stage.call("deactivate_member", as_=owners[2], path=paths[3]),
        stage.call("leave_tenant", as_=owners[3]),
        stage.call("leave_tenant", as_=owners[0]),
    )
    assert all(answer.status < 500 for answer in answers), [answer.body for answer in answers]
    left = [each for each in await stage.documents("members") if each["role"] == "owner" and each["isActive"]]
    assert left
    guard = await stage.document(f"tenants/{owners[0].tenant_id}/guards/owners")
    assert guard is not None
    assert guard["ownerIds"] == sorted(each["id"] for each in left)
