import pytest

from tests.fixtures.projects import task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    other = await task(stage, admin, path["projectId"], title="Buy boxes")
    await waits(stage, admin, path["projectId"], path["taskId"], other)
    return Arranged(as_=admin, path=path | {"dependsOnTaskId": other})


async def test_once_it_is_removed_the_other_may_wait_instead(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("remove_dependency", call)
    assert (await stage.arranged("remove_dependency", call)).error["code"] == "task_dependency_not_found"
    one, other = call.path["taskId"], call.path["dependsOnTaskId"]
    assert (await waits(stage, call.as_, call.path["projectId"], other, one)).status == 200
    [guard] = await stage.documents("dependencyGuards")
    assert guard["count"] == 1
