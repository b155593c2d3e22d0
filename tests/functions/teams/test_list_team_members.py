import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    team_id, _ = await team(stage, manager, members=3)
    return Arranged(as_=manager, path={"teamId": team_id})


async def test_members_are_listed_with_their_names_in_pages(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await team(stage, call.as_, "Sales", members=1)
    call.query = {"limit": "2", "count": "true"}
    first = await stage.arranged("list_team_members", call)
    assert first.body["meta"]["pagination"]["totalCount"] == 3
    call.query |= {"cursor": first.body["meta"]["pagination"]["nextCursor"]}
    second = await stage.arranged("list_team_members", call)
    names = [each["displayName"] for each in (*first.data, *second.data)]
    assert names == ["Somebody"] * 3
