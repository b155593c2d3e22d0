import pytest

from shared.domain.tasks.events import TaskChange, TaskChanged
from tests.fixtures.projects import task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    event = TaskChanged(
        project_id=path["projectId"],
        task_id=path["taskId"],
        what=(TaskChange.STATUS,),
        status="blocked",
        status_before="pending",
        assignee_id=None,
        by=admin.user_id,
        at=stage.clock.now(),
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_what_the_event_says_is_recorded_as_of_when_it_happened(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    happened = stage.clock.now()
    stage.clock.advance(minutes=5)
    envelope = stage.envelope(call.event, call.tenant_id)
    assert await stage.deliver("record_task_activity", envelope) == 204
    [recorded] = await stage.documents("activities")
    assert (list(recorded["actions"]), recorded["values"]) == (
        ["task.status"],
        {"status": "blocked", "statusBefore": "pending"},
    )
    assert (recorded["id"], recorded["createdAt"]) == (envelope.id, happened)
