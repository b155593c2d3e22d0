import asyncio
import random

import pytest

from shared.domain.tasks.events import TaskChange, TaskChanged
from tests.fixtures.metrics import metrics, to, worked
from tests.fixtures.projects import task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


def changed(stage: Stage, path: dict[str, str], by: str) -> TaskChanged:
    return TaskChanged(
        project_id=path["projectId"],
        task_id=path["taskId"],
        what=(TaskChange.STATUS,),
        status="pending",
        assignee_id=None,
        by=by,
        at=stage.clock.now(),
    )


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, event=changed(stage, path, admin.user_id), tenant_id=admin.tenant_id)


@pytest.mark.parametrize("seed", range(4))
async def test_events_twice_and_in_any_order_come_to_what_counting_once_does(stage: Stage, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    admin, path, ids = await worked(stage)
    for id in ids:
        for status in ("in_progress", "completed", "in_progress", "blocked"):
            stage.clock.advance(hours=draw.randrange(1, 60))
            answer = await stage.call(
                "change_task_status",
                as_=await stage.signed_in_again(admin),
                path={**path, "taskId": id},
                body={"status": status},
            )
            assert answer.status in (200, 409)
    deleted = {**path, "taskId": draw.choice(ids)}
    assert (await stage.call("delete_task", as_=await stage.signed_in_again(admin), path=deleted)).status < 300
    late = [each for each in await stage.waiting() if each.type == TaskChanged.type]
    assert len(late) > 5
    twice = [*late, *late]
    draw.shuffle(twice)
    for first, second in zip(twice[::2], twice[1::2], strict=True):
        await asyncio.gather(stage.deliver("count_task", first), stage.deliver("count_task", second))
    person = await stage.signed_in_again(admin)
    begun = await stage.call("reconcile_project_metrics", as_=person, path=path, body={})
    await stage.settle(but=["count_task"])
    operation = await stage.call("get_operation", as_=person, path={"operationId": begun.data["id"]})
    assert operation.data["result"] == {"tasks": 2, "different": 0, "differences": {}}


async def test_a_deleted_task_counts_nowhere_until_it_is_restored(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    first = {**path, "taskId": ids[0]}
    assert (await stage.call("delete_task", as_=admin, path=first)).status < 300
    assert (await metrics(stage, admin, path))["completed"] == 0
    assert (await stage.call("restore_task", as_=admin, path=first)).status == 200
    found = await metrics(stage, admin, path)
    assert (found["completed"], found["cycle"]["meanHours"]) == (1, 8)


async def test_counting_of_a_project_is_shared_among_several_documents(stage: Stage) -> None:
    admin, path, _ = await worked(stage)
    for _ in range(20):
        await task(stage, admin, path["projectId"])
    assert (await metrics(stage, admin, path))["toDo"] == 21
    today = [each for each in await stage.snapshot() if f"project-{path['projectId']}:all" in each]
    assert len(today) > 1


async def test_the_first_beginning_counts_and_the_last_end(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    stage.clock.advance(hours=1)
    await to(stage, admin, path, ids[0], "in_progress")
    stage.clock.advance(hours=24)
    await to(stage, admin, path, ids[0], "completed")
    found = await metrics(stage, admin, path, since="2026-03-04")
    assert (found["completed"], found["cycle"]["meanHours"]) == (1, 48)
