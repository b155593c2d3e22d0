import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    team_id, _ = await team(stage, manager)
    return Arranged(as_=manager, path={"teamId": team_id}, body={"name": "Engineering"})


async def test_a_team_is_renamed_and_keeps_the_rest(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"description": "Those who hire"}
    await stage.arranged("update_team", call)
    call.body = {"name": "Engineering"}
    renamed = await stage.arranged("update_team", call)
    assert (renamed.data["name"], renamed.data["description"]) == ("Engineering", "Those who hire")
    call.body = {"description": None}
    assert (await stage.arranged("update_team", call)).data["description"] == ""
