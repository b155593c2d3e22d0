import pytest

from tests.fixtures.projects import task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"status": "in_progress"})


async def test_a_task_goes_where_the_workflow_lets_it(stage: Stage) -> None:
    call = await arrange(stage)
    seen: list[tuple[str, bool]] = []
    for status in ("in_progress", "completed", "completed", "in_progress"):
        call.body = {"status": status}
        data = (await stage.arranged("change_task_status", call)).data
        seen.append((data["stage"], data["completedAt"] is not None))
    assert seen == [("under_way", False), ("done", True), ("done", True), ("under_way", False)]


async def test_a_status_that_does_not_follow_is_refused_with_those_that_do(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"status": "completed"}
    await stage.arranged("change_task_status", call)
    call.body = {"status": "pending"}
    answer = await stage.arranged("change_task_status", call)
    assert (answer.status, answer.error["code"]) == (409, "transition_not_allowed")
    assert answer.error["details"] == {"allowed": ["in_progress"]}
    call.body = {"status": "forgotten"}
    answer = await stage.arranged("change_task_status", call)
    assert (answer.status, answer.error["code"]) == (400, "unknown_status")
