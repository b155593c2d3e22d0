import pytest

from tests.fixtures.metrics import estimated, to
from tests.fixtures.projects import joined, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await estimated(stage)
    return Arranged(as_=admin, path=path)


async def test_who_does_what_decides_the_end_comes_first_with_the_reasons(stage: Stage) -> None:
    admin, path, _ = await estimated(stage)
    other = await joined(stage, admin, path["projectId"])
    await task(stage, admin, path["projectId"], assigneeId=other.user_id, estimatedHours="2")
    [found] = (await stage.call("list_bottlenecks", as_=admin, path=path)).data["bottlenecks"]
    assert (found["memberId"], found["tasks"], found["waiting"]) == (admin.user_id, 3, 3)
    # Two of three tasks are critical; 24 hours are planned of twenty days, or a little less than them.
    reasons = {each["code"]: each["number"] for each in found["reasons"]}
    assert (reasons["criticality"], reasons["queue_days"]) == (66.7, 0)
    assert 14 <= reasons["utilisation"] <= 16


async def test_a_forecast_says_how_critical_tasks_are(stage: Stage) -> None:
    admin, path, _ = await estimated(stage)
    other = await joined(stage, admin, path["projectId"])
    side = await task(stage, admin, path["projectId"], assigneeId=other.user_id)
    points = {"bestMinutes": 60, "likelyMinutes": 1_400, "worstMinutes": 2_800}
    place = {**path, "taskId": side}
    assert (await stage.call("plan_task", as_=admin, path=place, body={"plan": {"estimate": points}})).status == 200
    assert len((await stage.call("list_bottlenecks", as_=admin, path=path)).data["bottlenecks"]) == 1
    assert (await stage.call("forecast_project", as_=admin, path=path, body={})).status == 200
    found = (await stage.call("list_bottlenecks", as_=admin, path=path)).data["bottlenecks"]
    assert [each["memberId"] for each in found] == [admin.user_id, other.user_id]


async def test_what_is_done_waits_for_nobody(stage: Stage) -> None:
    admin, path, ids = await estimated(stage)
    for id in ids:
        await to(stage, admin, path, id, "completed")
    assert (await stage.call("list_bottlenecks", as_=admin, path=path)).data["bottlenecks"] == []
