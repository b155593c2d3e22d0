import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    comment_id = await comment(stage, admin, path["projectId"], taskId=path["taskId"])
    return Arranged(as_=admin, path={"projectId": path["projectId"], "commentId": comment_id})


async def test_who_is_in_the_project_sees_it_and_nobody_once_its_task_is_deleted(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin = call.as_
    call.as_ = await joined(stage, admin, call.path["projectId"], role=Role.VIEWER)
    seen = (await stage.arranged("get_comment", call)).data
    path = {"projectId": call.path["projectId"], "taskId": seen["taskId"]}
    await stage.call("delete_task", as_=admin, path=path)
    assert (await stage.arranged("get_comment", call)).status == 404
