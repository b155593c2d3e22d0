import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, view
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await view(stage, admin, project_id, name="Of the admin")
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_everybody_sees_their_own_and_the_shared_views(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, project_id = call.as_, call.path["projectId"]
    call.as_ = await joined(stage, admin, project_id, role=Role.VIEWER)
    await view(stage, admin, project_id, name="For all", visibility="shared")
    await view(stage, call.as_, project_id, name="Own")
    assert [each["name"] for each in (await stage.arranged("list_views", call)).data] == ["For all", "Own"]
    call.as_ = admin
    assert [each["name"] for each in (await stage.arranged("list_views", call)).data] == ["For all", "Of the admin"]
