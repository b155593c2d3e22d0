import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    team_id, [viewer] = await team(stage, manager, members=1)
    return Arranged(as_=manager, path={"teamId": team_id, "memberId": viewer.user_id})


async def test_who_is_removed_from_a_team_stays_in_the_tenant(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("remove_team_member", call)).status == 204
    [left] = (await stage.call("list_teams", as_=call.as_)).data
    assert left["memberCount"] == 0
    assert len((await stage.call("list_members", as_=call.as_)).data) == 2
    answer = await stage.arranged("remove_team_member", call)
    assert (answer.status, answer.error["code"]) == (404, "team_membership_not_found")
