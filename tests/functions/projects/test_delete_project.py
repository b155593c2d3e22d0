import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_a_deleted_project_is_found_by_nobody_and_kept(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("delete_project", call)
    for name in ("get_project", "list_project_members", "list_milestones", "delete_project"):
        assert (await stage.arranged(name, call)).status == 404, name
    assert len(await stage.documents("projects")) == 1
