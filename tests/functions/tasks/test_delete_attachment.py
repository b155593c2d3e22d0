import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import attach, joined, task_paths
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path | {"attachmentId": await attach(stage, admin, path)})


async def test_its_content_goes_too(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stored = stored_path(call.as_, call.path["attachmentId"])
    assert await stage.files.stat(stored) is not None
    assert (await stage.arranged("delete_attachment", call)).status == 204
    await stage.settle()
    assert await stage.files.stat(stored) is None
    assert await stage.documents("uploads") == []
    assert (await stage.arranged("delete_attachment", call)).status == 404


async def test_members_delete_their_own_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await joined(stage, call.as_, call.path["projectId"], role=Role.MANAGER)
    assert (await stage.arranged("delete_attachment", call)).status == 403
    path = {"projectId": call.path["projectId"], "taskId": call.path["taskId"]}
    call.path["attachmentId"] = await attach(stage, call.as_, path)
    assert (await stage.arranged("delete_attachment", call)).status == 204
