import pytest

from shared.domain.projects.events import ProjectChange, ProjectChanged
from tests.fixtures.projects import task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    event = ProjectChanged(
        project_id=path["projectId"], what=ProjectChange.CREATED, by=admin.user_id, at=stage.clock.now()
    )
    return Arranged(as_=admin, event=event, tenant_id=admin.tenant_id)


async def test_events_in_the_wrong_order_leave_the_index_right(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    path = {"projectId": path["projectId"]}
    first = [each for each in await stage.waiting() if each.type == ProjectChanged.type]
    stage.clock.advance(seconds=1)
    await stage.call("update_project", as_=admin, path=path, body={"name": "After"})
    later = [each for each in await stage.waiting() if each.type == ProjectChanged.type]
    for envelope in (*later, *first):
        assert await stage.deliver("index_project", envelope) == 204
    [entry] = await stage.documents("searchEntries")
    assert entry["texts"][0]["words"] == "after"


async def test_a_deleted_project_leaves_the_index(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    path = {"projectId": path["projectId"]}
    await stage.settle()
    kinds = {each["kind"] for each in await stage.documents("searchEntries")}
    assert kinds == {"project", "task"}
    stage.clock.advance(seconds=1)
    await stage.call("delete_project", as_=admin, path=path)
    await stage.settle()
    assert {each["kind"] for each in await stage.documents("searchEntries")} == kinds - {"project"}
