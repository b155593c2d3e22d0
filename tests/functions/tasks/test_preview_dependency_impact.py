import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project, task, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin, startOn="2026-03-06")
    books, boxes = [await task(stage, admin, project_id, estimatedHours="8") for _ in range(2)]
    return Arranged(as_=admin, path={"projectId": project_id, "taskId": books, "dependsOnTaskId": boxes})


async def test_what_would_wait_moves_over_the_weekend_and_nothing_is_stored(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    behind = await task(stage, call.as_, call.path["projectId"], estimatedHours="1")
    await waits(stage, call.as_, call.path["projectId"], behind, call.path["taskId"])
    before = await stage.documents("taskDependencies")
    data = (await stage.arranged("preview_dependency_impact", call)).data
    moved = {each["taskId"]: (each["startBefore"], each["startAfter"]) for each in data["tasks"]}
    assert moved[call.path["taskId"]] == ("2026-03-06T08:00:00Z", "2026-03-09T08:00:00Z")
    assert moved[behind] == ("2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z")
    assert (data["finishBefore"], data["finishAfter"]) == ("2026-03-09T09:00:00Z", "2026-03-10T09:00:00Z")
    assert await stage.documents("taskDependencies") == before


async def test_a_lag_on_the_clock_passes_at_the_weekend(stage: Stage) -> None:
    call = await arrange(stage)
    finishes: list[str] = []
    for elapsed in ("true", "false"):
        call.query = {"lagMinutes": "480", "elapsed": elapsed}
        finishes.append((await stage.arranged("preview_dependency_impact", call)).data["finishAfter"])
    assert finishes == ["2026-03-09T17:00:00Z", "2026-03-10T17:00:00Z"]


async def test_a_ring_is_named_before_anybody_makes_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await waits(stage, call.as_, call.path["projectId"], call.path["dependsOnTaskId"], call.path["taskId"])
    answer = await stage.arranged("preview_dependency_impact", call)
    assert (answer.status, answer.error["code"]) == (400, "dependency_cycle")


async def test_a_project_of_the_year_9999_is_refused_with_a_reason(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"projectId": call.path["projectId"]}
    await stage.call("update_project", as_=call.as_, path=path, body={"startOn": "9999-12-31"})
    call.query = {"lagMinutes": "5256000"}
    assert (await stage.arranged("preview_dependency_impact", call)).status == 400
