import pytest

from tests.fixtures.projects import PDF, attach, task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path | {"attachmentId": await attach(stage, admin, path)})


async def test_an_attachment_is_reached_through_its_own_task_while_that_is_there(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    shown = (await stage.arranged("get_attachment", call)).data
    assert (shown["size"], shown["contentType"]) == (len(PDF), "application/pdf")
    assert shown["downloadUrl"]
    own = call.path["taskId"]
    call.path["taskId"] = await task(stage, call.as_, call.path["projectId"])
    assert (await stage.arranged("get_attachment", call)).error["code"] == "attachment_not_found"
    call.path["taskId"] = own
    await stage.call("delete_task", as_=call.as_, path={"projectId": call.path["projectId"], "taskId": own})
    assert (await stage.arranged("get_attachment", call)).error["code"] == "task_not_found"
