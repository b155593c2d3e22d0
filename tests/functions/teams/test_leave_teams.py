import pytest

from shared.auth.roles import Role
from shared.domain.tenants.events import MemberRemoved
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.ADMIN)
    _, [viewer] = await team(stage, manager, members=1)
    await stage.call("remove_member", as_=manager, path={"memberId": viewer.user_id})
    return Arranged(event=MemberRemoved(user_id=viewer.user_id), tenant_id=manager.tenant_id)


async def test_who_is_removed_from_the_tenant_is_in_no_team_any_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    one, [leaver, stayer] = await team(stage, admin, members=2)
    other, _ = await team(stage, admin, "Sales")
    await stage.call("add_team_member", as_=admin, path={"teamId": other, "memberId": leaver.user_id})
    await stage.call("leave_tenant", as_=leaver)
    await stage.settle()
    assert [each["memberId"] for each in await stage.documents("teamMemberships")] == [stayer.user_id]
    counts = {each["id"]: each["memberCount"] for each in (await stage.call("list_teams", as_=admin)).data}
    assert counts == {one: 1, other: 0}
