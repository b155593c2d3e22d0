import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, (first, second) = await planned(stage)
    await stage.call("remove_dependency", as_=admin, path={**path, "taskId": second, "dependsOnTaskId": first})
    return Arranged(as_=admin, path=path, body={"apply": True})


async def test_two_tasks_of_one_person_follow_each_other_and_stay_so(stage: Stage) -> None:
    call = await arrange(stage)
    before = (await stage.call("schedule_project", as_=call.as_, path=call.path, body={})).data
    data = (await stage.arranged("level_project", call)).data
    assert (before["finish"], data["finish"], data["unresolved"]) == (
        "2026-03-06T17:00:00Z",
        "2026-03-09T17:00:00Z",
        [],
    )
    after = (await stage.call("schedule_project", as_=call.as_, path=call.path, body={})).data
    assert (after["finish"], after["moved"]) == ("2026-03-09T17:00:00Z", 0)


async def test_half_of_somebody_is_free_for_another_task(stage: Stage) -> None:
    admin, path, ids = await planned(stage)
    await stage.call("remove_dependency", as_=admin, path={**path, "taskId": ids[1], "dependsOnTaskId": ids[0]})
    half = {"plan": {"assignments": [{"memberId": admin.user_id, "units": 50}]}}
    for id in ids:
        await stage.call("plan_task", as_=admin, path={**path, "taskId": id}, body=half)
    data = (await stage.call("level_project", as_=admin, path=path, body={})).data
    assert (data["applied"], data["finish"]) == (False, "2026-03-06T17:00:00Z")


async def test_tasks_whose_dates_contend_are_named(stage: Stage) -> None:
    call = await arrange(stage)
    fixed = {"plan": {"constraint": "MSO", "constraintAt": "2026-03-06T08:00:00Z"}}
    ids = [task["id"] for task in (await stage.call("list_tasks", as_=call.as_, path=call.path)).data]
    for id in ids:
        await stage.call("plan_task", as_=call.as_, path={**call.path, "taskId": id}, body=fixed)
    unresolved = (await stage.arranged("level_project", call)).data["unresolved"]
    assert len(unresolved) == 1
    assert unresolved[0] in ids
