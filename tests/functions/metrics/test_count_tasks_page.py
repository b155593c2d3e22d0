import pytest

from shared.data.store import Delete
from shared.domain.metrics.events import MetricsRebuildDue
from shared.domain.metrics.rebuilding import REBUILD_KIND
from shared.domain.operations.transitions import cancelled
from tests.fixtures.attempts import unit
from tests.fixtures.metrics import begun
from tests.fixtures.operations import pending_operation
from tests.fixtures.projects import task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _ = await begun(stage)
    operation_id = await pending_operation(stage, admin, kind=REBUILD_KIND)
    return Arranged(as_=admin, event=MetricsRebuildDue(operation_id=operation_id), tenant_id=admin.tenant_id)


async def test_many_tasks_are_counted_page_by_page_and_a_page_that_comes_twice_adds_nothing(stage: Stage) -> None:
    admin, path = await begun(stage)
    for _ in range(45):
        await task(stage, admin, path["projectId"])
    await stage.settle()
    for place in await stage.snapshot():
        if place.split("/")[-2] in ("metricCounters", "taskContributions"):
            await stage.store.commit([Delete(place)])
    started = await stage.call("rebuild_metrics", as_=admin, body={})
    [first] = [each for each in await stage.waiting() if each.type == MetricsRebuildDue.type]
    assert await stage.deliver("count_tasks_page", first) == 204
    assert await stage.deliver("count_tasks_page", first) == 204
    log = await stage.settle()
    assert len([line for line in log if line.endswith("count_tasks_page: 204")]) == 2
    done = (await stage.call("get_operation", as_=admin, path={"operationId": started.data["id"]})).data
    assert done["result"] == {"tasks": 47, "added": 47, "counters": 0}
    found = await stage.call("get_project_metrics", as_=admin, path=path)
    assert (found.data["toDo"], found.data["done"]) == (46, 1)


async def test_a_cancelled_one_counts_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, MetricsRebuildDue)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    before = await stage.documents("taskContributions")
    for place in await stage.snapshot():
        if "/taskContributions/" in place:
            await stage.store.commit([Delete(place)])
    assert len(before) == 2
    assert await stage.deliver("count_tasks_page", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("taskContributions") == []
