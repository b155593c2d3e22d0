import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MANAGER), body={"name": "Hiring"})


async def test_a_team_begins_empty(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("create_team", call)
    assert (answer.data["name"], answer.data["memberCount"]) == ("Hiring", 0)
    [entry] = await stage.documents("auditEntries")
    assert entry["target"] == {"teamId": answer.data["id"]}
