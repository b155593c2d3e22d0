import pytest

from tests.fixtures.projects import task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path)


async def test_a_deleted_task_is_found_by_nobody_and_kept(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("delete_task", call)
    for name in ("get_task", "delete_task"):
        assert (await stage.arranged(name, call)).status == 404, name
    path = {"projectId": call.path["projectId"]}
    assert (await stage.call("list_tasks", as_=call.as_, path=path)).data == []
    assert len(await stage.documents("tasks")) == 1


async def test_subtasks_go_before_what_they_are_a_part_of(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    part = await task(stage, call.as_, call.path["projectId"], parentId=call.path["taskId"])
    answer = await stage.arranged("delete_task", call)
    assert (answer.status, answer.error["code"]) == (409, "task_has_subtasks")
    await stage.call("delete_task", as_=call.as_, path=call.path | {"taskId": part})
    assert (await stage.arranged("delete_task", call)).status == 204
