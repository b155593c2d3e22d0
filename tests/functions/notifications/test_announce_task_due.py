import pytest

from shared.domain.tasks.events import TaskDueSoon
from tests.fixtures.projects import joined, task_paths, told
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage, dueAt="2026-03-03T08:00:00Z")
    await stage.call("assign_task", as_=admin, path=path, body={"assigneeId": admin.user_id})
    due_at = stage.clock.now().replace(day=3, hour=8)
    event = TaskDueSoon(project_id=path["projectId"], task_id=path["taskId"], due_at=due_at)
    return Arranged(as_=admin, event=event, path=path, tenant_id=admin.tenant_id)


async def test_the_assignee_is_told_when_it_is_due(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert await stage.tick("sweep_due_tasks") == 204
    assert await told(stage, call.as_) == ["task_due_soon"]
    [notification] = await stage.documents("notifications")
    assert notification["values"]["due"] == "2026-03-03 08:00 UTC"


async def test_an_assignee_who_left_the_tenant_is_told_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.event is not None
    leaver = await joined(stage, call.as_, call.path["projectId"])
    await stage.call("assign_task", as_=call.as_, path=call.path, body={"assigneeId": leaver.user_id})
    await stage.call("leave_tenant", as_=leaver)
    await stage.settle()
    before = len(await stage.documents("notifications"))
    assert await stage.deliver("announce_task_due", stage.envelope(call.event, call.tenant_id)) == 204
    assert len(await stage.documents("notifications")) == before


async def test_a_task_that_is_due_at_another_time_by_now_is_not_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.call("update_task", as_=call.as_, path=call.path, body={"dueAt": None})
    await stage.waiting()
    assert await stage.deliver("announce_task_due", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("notifications") == []
