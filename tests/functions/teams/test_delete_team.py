import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    team_id, _ = await team(stage, manager, members=2)
    return Arranged(as_=manager, path={"teamId": team_id})


async def test_a_team_goes_with_its_memberships_and_no_others(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    kept, _ = await team(stage, call.as_, "Sales", members=1)
    assert (await stage.arranged("delete_team", call)).status == 204
    assert [each["teamId"] for each in await stage.documents("teamMemberships")] == [kept]
    assert len(await stage.documents("members")) == 4
    assert (await stage.arranged("delete_team", call)).status == 404
