import pytest

from tests.fixtures.projects import task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    other = await task(stage, admin, path["projectId"], title="Buy boxes")
    await waits(stage, admin, path["projectId"], path["taskId"], other)
    return Arranged(as_=admin, path=path)


async def test_what_a_task_waits_for_is_listed_and_not_what_waits_for_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    later = await task(stage, call.as_, call.path["projectId"])
    await waits(stage, call.as_, call.path["projectId"], later, call.path["taskId"])
    [listed] = (await stage.arranged("list_dependencies", call)).data
    assert (listed["taskId"], listed["relation"]) == (call.path["taskId"], "FS")
