import asyncio

import pytest

from tests.fixtures.projects import project, task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    other = await task(stage, admin, path["projectId"], title="Buy boxes")
    return Arranged(as_=admin, path=path | {"dependsOnTaskId": other}, body={"relation": "SS", "lagMinutes": -60})


async def test_a_pair_depends_once_and_setting_it_again_changes_how(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("set_dependency", call)).data["lagMinutes"] == -60
    call.body = {"relation": "FF", "lagMinutes": 1_440, "elapsed": True}
    changed = (await stage.arranged("set_dependency", call)).data
    assert (changed["relation"], changed["lagMinutes"], changed["elapsed"]) == ("FF", 1_440, True)
    [stored] = await stage.documents("taskDependencies")
    assert stored["id"] == f"{call.path['taskId']}:{call.path['dependsOnTaskId']}"
    [guard] = await stage.documents("dependencyGuards")
    assert guard["count"] == 1


async def test_a_ring_is_refused_and_named(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    project_id = path["projectId"]
    one, two, three = path["taskId"], *[await task(stage, admin, project_id) for _ in range(2)]
    await waits(stage, admin, project_id, two, one)
    await waits(stage, admin, project_id, three, two, relation="SF")
    answer = await waits(stage, admin, project_id, one, three, relation="SS")
    assert (answer.status, answer.error["code"]) == (400, "dependency_cycle")
    ring = answer.error["details"]["cycle"]
    assert (set(ring), ring[0], len(ring)) == ({one, two, three}, ring[-1], 4)
    itself = await waits(stage, admin, project_id, one, one)
    assert (itself.status, itself.error["code"]) == (400, "dependency_cycle")


async def test_a_ring_through_what_tasks_are_a_part_of_is_refused(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    project_id, whole = path["projectId"], path["taskId"]
    part = await task(stage, admin, project_id, parentId=whole)
    other = await task(stage, admin, project_id)
    for waiting, awaited in ((part, whole), (whole, part)):
        answer = await waits(stage, admin, project_id, waiting, awaited)
        assert (answer.status, answer.error["code"]) == (400, "dependency_cycle")
    assert (await waits(stage, admin, project_id, other, whole)).status == 200
    answer = await waits(stage, admin, project_id, part, other)
    assert (answer.status, answer.error["code"]) == (400, "dependency_cycle")


async def test_changes_at_once_make_no_ring(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    project_id = path["projectId"]
    ids = [path["taskId"], *[await task(stage, admin, project_id) for _ in range(2)]]
    pairs = zip(ids, (*ids[1:], ids[0]), strict=True)
    answers = await asyncio.gather(*(waits(stage, admin, project_id, one, other) for one, other in pairs))
    assert sorted(answer.status for answer in answers) == [200, 200, 400]
    assert len(await stage.documents("taskDependencies")) == 2


async def test_the_finish_of_a_task_with_subtasks_waits_for_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await task(stage, call.as_, call.path["projectId"], parentId=call.path["taskId"])
    call.body = {"relation": "FF"}
    answer = await stage.arranged("set_dependency", call)
    assert (answer.status, answer.error["code"]) == (409, "finish_of_summary")


async def test_a_task_whose_finish_waits_is_not_divided_even_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"relation": "SF"}
    path = {"projectId": call.path["projectId"]}
    part = {"title": "A part", "parentId": call.path["taskId"]}
    answers = await asyncio.gather(
        stage.arranged("set_dependency", call), stage.call("create_task", as_=call.as_, path=path, body=part)
    )
    assert sorted(answer.status for answer in answers) in ([200, 409], [201, 409])
    [refused] = [answer for answer in answers if answer.status == 409]
    assert refused.error["code"] in ("finish_of_summary", "finish_waits")


async def test_a_task_whose_start_waits_may_be_divided(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("set_dependency", call)
    await task(stage, call.as_, call.path["projectId"], parentId=call.path["taskId"])
    call.body = {"relation": "FF"}
    assert (await stage.arranged("set_dependency", call)).error["code"] == "finish_of_summary"


async def test_a_task_waits_for_none_of_another_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.path["dependsOnTaskId"] = await task(stage, call.as_, await project(stage, call.as_))
    answer = await stage.arranged("set_dependency", call)
    assert (answer.status, answer.error["code"]) == (404, "task_not_found")


async def test_a_project_has_so_many_dependencies_at_most(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("set_dependency", call)
    guard = f"tenants/{call.as_.tenant_id}/dependencyGuards/{call.path['projectId']}"
    await stage.change(guard, count=20_000)
    another = await task(stage, call.as_, call.path["projectId"])
    answer = await waits(stage, call.as_, call.path["projectId"], another, call.path["taskId"])
    assert (answer.status, answer.error["code"]) == (409, "too_many_dependencies")
    assert (await stage.arranged("set_dependency", call)).status == 200
