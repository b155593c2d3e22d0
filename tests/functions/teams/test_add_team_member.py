import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager = await stage.member(Role.MANAGER)
    team_id, _ = await team(stage, manager)
    return Arranged(as_=manager, path={"teamId": team_id, "memberId": manager.user_id})


async def test_adding_twice_even_at_once_is_as_good_as_once(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged("add_team_member", call) for _ in range(3)))
    assert [(answer.status, answer.data["memberCount"]) for answer in answers] == [(200, 1)] * 3
    [place] = await stage.documents("teamMemberships")
    assert place["id"] == f"{call.path['teamId']}:{call.path['memberId']}"


async def test_nobody_from_outside_the_tenant_is_added(stage: Stage) -> None:
    call = await arrange(stage)
    call.path["memberId"] = (await stage.member()).user_id
    answer = await stage.arranged("add_team_member", call)
    assert (answer.status, answer.error["code"]) == (404, "member_not_found")


async def test_a_team_has_at_most_two_hundred_members(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.change(f"tenants/{call.as_.tenant_id}/teams/{call.path['teamId']}", memberCount=200)
    answer = await stage.arranged("add_team_member", call)
    assert (answer.status, answer.error["code"]) == (409, "team_full")
