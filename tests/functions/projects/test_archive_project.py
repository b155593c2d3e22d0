import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_a_project_is_archived_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("archive_project", call)).data["status"] == "archived"
    answer = await stage.arranged("archive_project", call)
    assert (answer.status, answer.error["code"]) == (409, "project_archived")
