import pytest

from tests.fixtures.projects import joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await stage.call("watch_task", as_=admin, path=path)
    return Arranged(as_=admin, path=path)


async def test_who_follows_a_task_no_longer_hears_nothing_and_leaving_twice_is_fine(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    colleague = await joined(stage, call.as_, call.path["projectId"])
    assert [(await stage.arranged("unwatch_task", call)).status for _ in range(2)] == [204, 204]
    assert await stage.documents("watches") == []
    await stage.call("assign_task", as_=call.as_, path=call.path, body={"assigneeId": colleague.user_id})
    await stage.call("change_task_status", as_=colleague, path=call.path, body={"status": "blocked"})
    assert await told(stage, call.as_) == []
