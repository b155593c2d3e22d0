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
        what=(TaskChange.CREATED,),
        status="pending",
        assignee_id=None,
        by=admin.user_id,
        at=stage.clock.now(),
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_events_in_the_wrong_order_leave_the_index_right(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    path = path
    first = [each for each in await stage.waiting() if each.type == TaskChanged.type]
    stage.clock.advance(seconds=1)
    await stage.call("update_task", as_=admin, path=path, body={"title": "After"})
    later = [each for each in await stage.waiting() if each.type == TaskChanged.type]
    for envelope in (*later, *first):
        assert await stage.deliver("index_task", envelope) == 204
    [entry] = await stage.documents("searchEntries")
    assert entry["texts"][0]["words"] == "after"


async def test_a_deleted_task_leaves_the_index(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    path = path
    await stage.settle()
    kinds = {each["kind"] for each in await stage.documents("searchEntries")}
    assert kinds == {"project", "task"}
    stage.clock.advance(seconds=1)
    await stage.call("delete_task", as_=admin, path=path)
    await stage.settle()
    assert {each["kind"] for each in await stage.documents("searchEntries")} == kinds - {"task"}
