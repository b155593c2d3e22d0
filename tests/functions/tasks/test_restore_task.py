import pytest

from tests.fixtures.projects import task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await stage.call("delete_task", as_=admin, path=path)
    return Arranged(as_=admin, path=path)


async def test_a_task_comes_back_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("restore_task", call)).data["title"] == "Pack the books"
    answer = await stage.arranged("restore_task", call)
    assert (answer.status, answer.error["code"]) == (409, "task_not_deleted")


async def test_a_part_comes_back_after_what_it_is_a_part_of_and_is_counted(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    part = path | {"taskId": await task(stage, admin, path["projectId"], parentId=path["taskId"])}
    for each in (part, path):
        await stage.call("delete_task", as_=admin, path=each)
    answer = await stage.call("restore_task", as_=admin, path=part)
    assert (answer.status, answer.error["code"]) == (409, "parent_deleted")
    for each in (path, part):
        await stage.call("restore_task", as_=admin, path=each)
    assert (await stage.call("get_task", as_=admin, path=path)).data["subtaskCount"] == 1


async def test_a_part_does_not_come_back_to_a_task_whose_finish_waits_by_now(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    part = path | {"taskId": await task(stage, admin, path["projectId"], parentId=path["taskId"])}
    await stage.call("delete_task", as_=admin, path=part)
    other = await task(stage, admin, path["projectId"])
    assert (await waits(stage, admin, path["projectId"], path["taskId"], other, relation="FF")).status == 200
    answer = await stage.call("restore_task", as_=admin, path=part)
    assert (answer.status, answer.error["code"]) == (409, "finish_waits")
