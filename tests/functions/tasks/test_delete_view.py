import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, view
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(
        as_=admin, path={"projectId": project_id, "viewId": await view(stage, admin, project_id, visibility="shared")}
    )


async def test_a_view_is_deleted_by_who_made_it_while_they_are_in_the_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, project_id = call.as_, call.path["projectId"]
    call.as_ = await joined(stage, admin, project_id)
    assert (await stage.arranged("delete_view", call)).status == 404
    call.path["viewId"] = await view(stage, call.as_, project_id)
    place = {"projectId": project_id, "memberId": call.as_.user_id}
    await stage.call("remove_project_member", as_=admin, path=place)
    assert (await stage.arranged("delete_view", call)).status == 404
    await stage.call("set_project_member", as_=admin, path=place, body={})
    assert [(await stage.arranged("delete_view", call)).status for _ in range(2)] == [204, 404]
