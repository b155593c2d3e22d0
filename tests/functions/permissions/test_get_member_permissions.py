import pytest

from shared.auth.roles import ROLES, Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    viewer = await stage.member(Role.VIEWER, tenant_id=manager.tenant_id)
    return Arranged(as_=manager, path={"memberId": viewer.user_id})


async def test_a_manager_sees_what_a_viewer_may_do(stage: Stage) -> None:
    answer = await stage.arranged("get_member_permissions", await arrange(stage))
    assert (answer.data["role"], len(answer.data["permissions"])) == ("viewer", len(ROLES[Role.VIEWER]))


async def test_a_deactivated_member_may_do_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/members/{call.path['memberId']}", isActive=False)
    assert (await stage.arranged("get_member_permissions", call)).data["permissions"] == []


async def test_a_viewer_sees_their_own_and_nobody_elses(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    own = await stage.call("get_member_permissions", as_=viewer, path={"memberId": viewer.user_id})
    assert own.status == 200
    other = await stage.call("get_member_permissions", as_=viewer, path=call.path)
    assert (other.status, other.error["code"]) == (404, "member_not_found")
