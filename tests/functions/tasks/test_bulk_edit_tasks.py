import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    ids = [await task(stage, admin, project_id) for _ in range(2)]
    return Arranged(as_=admin, path={"projectId": project_id}, body={"taskIds": ids, "changes": {"priority": "high"}})


async def test_each_task_is_edited_or_told_why_not(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    elsewhere = await task(stage, call.as_, await project(stage, call.as_, name="Garden"))
    first, second = call.body["taskIds"]
    path = call.path | {"taskId": first}
    await stage.call("change_task_status", as_=call.as_, path=path, body={"status": "completed"})
    changes = {"status": "blocked", "assigneeId": call.as_.user_id, "priority": "low"}
    call.body = {"taskIds": [first, second, elsewhere, "none", second], "changes": changes}
    data = (await stage.arranged("bulk_edit_tasks", call)).data
    assert [each["refusal"] and each["refusal"]["code"] for each in data["items"]] == [
        "transition_not_allowed",
        None,
        "task_not_found",
        "task_not_found",
    ]
    assert (data["edited"], data["refused"]) == (1, 3)
    stored = {each["id"]: (each["status"], each["priority"]) for each in await stage.documents("tasks")}
    assert (stored[first], stored[second]) == (("completed", "medium"), ("blocked", "low"))
    assert stored[elsewhere] == ("pending", "medium")


async def test_a_hundred_tasks_at_most(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"taskIds": [f"T{number}" for number in range(101)], "changes": {}}
    assert (await stage.arranged("bulk_edit_tasks", call)).status == 400
