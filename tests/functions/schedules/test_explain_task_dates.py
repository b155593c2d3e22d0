import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, ids = await planned(stage)
    return Arranged(as_=admin, path={**path, "taskId": ids[1]})


async def test_the_chain_leads_back_to_what_began_it(stage: Stage) -> None:
    admin, path, (first, second) = await planned(stage)
    data = (await stage.call("explain_task_dates", as_=admin, path={**path, "taskId": second})).data
    assert [(cause["taskId"], cause["reason"], cause["detail"]) for cause in data["causes"]] == [
        (second, "dependency", "FS"),
        (first, "project_start", ""),
    ]
    assert (data["critical"], data["totalFloatMinutes"]) == (True, 0)


async def test_a_task_that_would_move_tells_where_it_is_planned_and_why_it_moves(stage: Stage) -> None:
    admin, path, (first, second) = await planned(stage)
    begun = {"plan": {"actualStartAt": "2026-03-06T08:00:00Z", "remainingMinutes": 960}}
    await stage.call("plan_task", as_=admin, path={**path, "taskId": first}, body=begun)
    data = (await stage.call("explain_task_dates", as_=admin, path={**path, "taskId": second})).data
    assert (data["plannedStart"], data["start"]) == ("2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z")
    assert data["causes"][-1] == {"taskId": first, "reason": "progress", "detail": ""}
