import pytest

from tests.fixtures.schedules import baseline, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    return Arranged(as_=admin, path=await baseline(stage, admin, path))


async def test_half_of_a_task_done_in_more_time_than_planned_shows_in_the_indices(stage: Stage) -> None:
    admin, path, (first, _) = await planned(stage)
    kept = await baseline(stage, admin, path)
    task = {**path, "taskId": first}
    begun = {"plan": {"actualStartAt": "2026-03-06T08:00:00Z", "remainingMinutes": 240}}
    await stage.call("plan_task", as_=admin, path=task, body=begun)
    await stage.call("update_task", as_=admin, path=task, body={"actualHours": "5"})
    status = {"statusAt": "2026-03-06T17:00:00Z"}
    data = (await stage.call("get_earned_value", as_=admin, path=kept, query=status)).data
    assert (data["plannedValue"], data["earnedValue"], data["actualCost"]) == ("480.0000", "240.0000", "300.0000")
    assert (data["schedulePerformanceIndex"], data["costPerformanceIndex"]) == ("0.5000", "0.8000")
    assert (data["budgetAtCompletion"], data["estimateAtCompletion"]) == ("960.0000", "1200.0000")


async def test_indices_without_meaning_are_none(stage: Stage) -> None:
    call = await arrange(stage)
    call.query = {"statusAt": "2026-03-01T00:00:00Z"}
    data = (await stage.arranged("get_earned_value", call)).data
    assert (data["schedulePerformanceIndex"], data["estimateAtCompletion"]) == (None, None)
