import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

FIXED = {"constraint": "MFO", "constraintAt": "2026-03-10T17:00:00Z"}


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"plan": FIXED})


async def test_a_plan_is_set_whole(stage: Stage) -> None:
    call = await arrange(stage)
    first = (await stage.arranged("plan_task", call)).data["plan"]
    call.body = {"plan": {"estimate": {"bestMinutes": 60, "likelyMinutes": 120, "worstMinutes": 480}}}
    second = (await stage.arranged("plan_task", call)).data["plan"]
    assert (first["constraint"], second["constraint"], second["constraintAt"]) == ("MFO", "ASAP", None)
    assert second["estimate"]["worstMinutes"] == 480


@pytest.mark.parametrize(
    "plan",
    [
        {"constraint": "MSO"},
        {"constraintAt": "2026-03-10T17:00:00Z"},
        {"actualStartAt": "2026-03-10T17:00:00Z", "actualFinishAt": "2026-03-09T17:00:00Z"},
        {"remainingMinutes": 5},
        {"estimate": {"bestMinutes": 60, "likelyMinutes": 20, "worstMinutes": 480}},
        {"assignments": [{"memberId": "somebody", "units": 101}]},
    ],
)
async def test_a_plan_that_contradicts_itself_is_refused(stage: Stage, plan: dict[str, object]) -> None:
    call = await arrange(stage)
    call.body = {"plan": plan}
    assert (await stage.arranged("plan_task", call)).status == 400


async def test_only_who_works_in_the_project_is_assigned(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    observer = await joined(stage, call.as_, call.path["projectId"], Role.MEMBER, "observer")
    call.body = {"plan": {"assignments": [{"memberId": observer.user_id}]}}
    answer = await stage.arranged("plan_task", call)
    assert (answer.status, answer.error["code"]) == (409, "not_assignable")


async def test_a_task_with_subtasks_is_planned_by_them(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await task(stage, call.as_, call.path["projectId"], parentId=call.path["taskId"])
    answer = await stage.arranged("plan_task", call)
    assert (answer.status, answer.error["code"]) == (409, "task_has_subtasks")
