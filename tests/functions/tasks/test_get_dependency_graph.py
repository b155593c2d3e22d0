import pytest

from tests.fixtures.projects import task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    other = await task(stage, admin, path["projectId"], title="Buy boxes")
    await waits(stage, admin, path["projectId"], path["taskId"], other)
    return Arranged(as_=admin, path=path)


async def test_the_graph_holds_what_lies_before_and_behind_and_nothing_beside(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    project_id = path["projectId"]
    first, second, fourth, beside = [await task(stage, admin, project_id) for _ in range(4)]
    pairs = [(second, first), (path["taskId"], second), (fourth, path["taskId"]), (beside, first)]
    for waiting, awaited in pairs:
        await waits(stage, admin, project_id, waiting, awaited)
    graph = (await stage.call("get_dependency_graph", as_=admin, path=path)).data
    assert {each["id"] for each in graph["tasks"]} == {first, second, path["taskId"], fourth}
    assert {(each["taskId"], each["dependsOnTaskId"]) for each in graph["dependencies"]} == set(pairs[:3])
    assert graph["complete"] is True


async def test_a_deleted_task_is_left_out_of_the_graph(stage: Stage) -> None:
    call = await arrange(stage)
    [dependency] = await stage.documents("taskDependencies")
    gone = call.path | {"taskId": dependency["dependsOnTaskId"]}
    await stage.call("delete_task", as_=call.as_, path=gone)
    graph = (await stage.arranged("get_dependency_graph", call)).data
    assert ([each["id"] for each in graph["tasks"]], graph["dependencies"]) == ([call.path["taskId"]], [])
