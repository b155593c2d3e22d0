import pytest

from tests.fixtures.projects import joined, task, task_paths, told
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio


async def test_a_task_is_told_of_once_for_each_due_date(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    person = await joined(stage, admin, path["projectId"])
    await stage.settle()
    due = {"dueAt": "2026-03-04T09:00:00Z"}
    task_id = await task(stage, admin, path["projectId"], **due)
    await stage.call("watch_task", as_=person, path=path | {"taskId": task_id})
    await stage.tick("sweep_due_tasks")
    assert await told(stage, person) == []
    stage.clock.advance(days=1, minutes=5)
    for _ in range(2):
        assert await stage.tick("sweep_due_tasks") == 204
        assert await told(stage, person) == ["task_due_soon"]
    admin = await stage.signed_in_again(admin)
    body = {"dueAt": "2026-03-04T12:00:00Z"}
    answer = await stage.call("update_task", as_=admin, path=path | {"taskId": task_id}, body=body)
    assert answer.status == 200
    stage.clock.advance(hours=3)
    await stage.tick("sweep_due_tasks")
    assert await told(stage, person) == ["task_due_soon"] * 2


async def test_what_is_done_deleted_or_was_due_before_is_not_told(stage: Stage) -> None:
    admin, path = await task_paths(stage, dueAt="2026-03-02T12:00:00Z")
    deleted = path | {"taskId": await task(stage, admin, path["projectId"], dueAt="2026-03-02T12:00:00Z")}
    late = path | {"taskId": await task(stage, admin, path["projectId"], dueAt="0001-01-01T00:00:00Z")}
    for each in (path, deleted, late):
        await stage.call("watch_task", as_=admin, path=each)
    await stage.call("change_task_status", as_=admin, path=path, body={"status": "completed"})
    await stage.call("delete_task", as_=admin, path=deleted)
    assert await stage.tick("sweep_due_tasks") == 204
    assert await told(stage, admin) == []


async def test_a_task_due_at_the_end_of_the_calendar_waits(stage: Stage) -> None:
    admin, path = await task_paths(stage, dueAt="9999-12-31T23:59:59Z")
    await stage.call("watch_task", as_=admin, path=path)
    assert await stage.tick("sweep_due_tasks") == 204
    assert await told(stage, admin) == []
    [stored] = await stage.documents("tasks")
    assert stored["remindAt"].isoformat() == "9999-12-30T23:59:59+00:00"
