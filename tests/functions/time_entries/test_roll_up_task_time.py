import pytest

from shared.domain.time_tracking.events import TaskTimeChanged
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    _, person, path = await worker(stage)
    await booked(stage, person, path)
    return Arranged(event=TaskTimeChanged(task_id=path["taskId"]), tenant_id=person.tenant_id)


async def test_a_task_shows_the_hours_booked_on_it_as_far_as_it_can(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, TaskTimeChanged)
    path = f"tenants/{call.tenant_id}/taskTime/{call.event.task_id}"
    shown: list[str] = []
    for seconds in (3600, 3618, 5_000_000):
        await stage.change(path, seconds=seconds)
        await stage.deliver("roll_up_task_time", stage.envelope(call.event, call.tenant_id))
        [task] = await stage.documents("tasks")
        shown.append(task["actualHours"])
    assert shown == ["1.00", "1.00", "999.99"]
