import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    body = {"name": "Keys handed over", "dueOn": "2026-04-01"}
    made = await stage.call("create_milestone", as_=admin, path={"projectId": project_id}, body=body)
    return Arranged(as_=admin, path={"projectId": project_id, "milestoneId": made.data["id"]})


async def test_a_milestone_goes_for_good(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("delete_milestone", call)
    assert await stage.documents("milestones") == []
