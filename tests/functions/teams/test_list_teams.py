import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER))


async def test_the_tenants_teams_are_listed_by_name(stage: Stage) -> None:
    manager, stranger = await stage.member(Role.MANAGER), await stage.member(Role.MANAGER)
    for name in ("Sales", "Engineering"):
        await team(stage, manager, name)
    await team(stage, stranger, "Elsewhere")
    answer = await stage.call("list_teams", as_=manager)
    assert [each["name"] for each in answer.data] == ["Engineering", "Sales"]
