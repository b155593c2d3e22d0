import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id}, body={"name": "Keys handed over", "dueOn": "2026-04-01"})


async def test_a_milestone_is_ahead_until_it_is_reached(stage: Stage) -> None:
    call = await arrange(stage)
    made = (await stage.arranged("create_milestone", call)).data
    assert (made["dueOn"], made["reachedAt"]) == ("2026-04-01", None)


async def test_an_archived_project_gets_no_milestones(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_project", as_=call.as_, path=call.path)
    answer = await stage.arranged("create_milestone", call)
    assert (answer.status, answer.error["code"]) == (409, "project_archived")
