import pytest

from tests.fixtures.schedules import apply, baseline, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    return Arranged(as_=admin, path=await baseline(stage, admin, path))


async def test_variance_counts_working_minutes(stage: Stage) -> None:
    admin, path, (first, second) = await planned(stage)
    kept = await baseline(stage, admin, path)
    await stage.call("update_task", as_=admin, path={**path, "taskId": first}, body={"estimatedHours": "12"})
    await apply(stage, admin, path)
    data = (await stage.call("compare_baseline", as_=admin, path=kept)).data
    assert data["finishMinutes"] == 240
    moved = {each["taskId"]: (each["startMinutes"], each["finishMinutes"]) for each in data["tasks"]}
    assert moved == {first: (0, 240), second: (240, 240)}


async def test_tasks_that_came_and_went_are_counted(stage: Stage) -> None:
    admin, path, (_, second) = await planned(stage)
    kept = await baseline(stage, admin, path)
    await stage.call("delete_task", as_=admin, path={**path, "taskId": second})
    await apply(stage, admin, path)
    data = (await stage.call("compare_baseline", as_=admin, path=kept)).data
    assert (data["added"], data["removed"], data["differing"], data["finishMinutes"]) == (0, 1, 0, -480)
