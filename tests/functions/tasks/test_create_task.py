import asyncio
from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, path={"projectId": await project(stage, admin)}, body={"title": "Pack the books"})


async def test_a_task_begins_with_the_first_status_of_its_projects_workflow(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.body = {
        "title": " Pack ",
        "estimatedHours": "7.25",
        "tags": ["Books", "books"],
        "dueAt": "2026-03-09T12:00+02:00",
    }
    made = (await stage.arranged("create_task", call)).data
    assert (made["title"], made["status"], made["stage"], made["priority"]) == ("Pack", "pending", "to_do", "medium")
    assert (made["estimatedHours"], made["tags"], made["reporterId"]) == ("7.25", ["books"], call.as_.user_id)
    assert made["dueAt"] == "2026-03-09T10:00:00Z"


@pytest.mark.parametrize(
    "field",
    [
        {"estimatedHours": "1000"},
        {"estimatedHours": "-0.01"},
        {"estimatedHours": "1.005"},
        {"estimatedHours": "NaN"},
        {"dueAt": "9999-12-31T23:59:59-12:00"},
        {"dueAt": "0001-01-01T00:00:00+12:00"},
        {"dueAt": "2026-03-09T12:00:00"},
        {"title": " "},
        {"customFields": {"room": "attic"}},
    ],
)
async def test_what_no_task_can_hold_is_named(stage: Stage, field: dict[str, Any]) -> None:
    call = await arrange(stage)
    call.body = {"title": "Pack"} | field
    answer = await stage.arranged("create_task", call)
    assert (answer.status, answer.error["details"][0]["pointer"].split("/")[1]) == (400, next(iter(field)))


async def test_subtasks_lie_at_most_five_deep_and_are_counted(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    line = [await task(stage, call.as_, call.path["projectId"])]
    for _ in range(4):
        line.append(await task(stage, call.as_, call.path["projectId"], parentId=line[-1]))
    call.body = {"title": "Too deep", "parentId": line[-1]}
    answer = await stage.arranged("create_task", call)
    assert (answer.status, answer.error["code"]) == (409, "too_deep")
    stored = {each["id"]: each for each in await stage.documents("tasks")}
    assert stored[line[-1]]["ancestors"] == line[:-1]
    assert [stored[id]["subtaskCount"] for id in line] == [1, 1, 1, 1, 0]


async def test_subtasks_made_at_once_are_all_counted(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    parent = await task(stage, call.as_, call.path["projectId"])
    call.body = {"title": "A part", "parentId": parent}
    answers = await asyncio.gather(*(stage.arranged("create_task", call) for _ in range(3)))
    assert [answer.status for answer in answers] == [201] * 3
    counts = {each["id"]: each["subtaskCount"] for each in await stage.documents("tasks")}
    assert counts[parent] == 3


async def test_a_parent_lies_in_the_same_project(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    elsewhere = await task(stage, call.as_, await project(stage, call.as_, name="Garden"))
    call.body = {"title": "A part", "parentId": elsewhere}
    answer = await stage.arranged("create_task", call)
    assert (answer.status, answer.error["code"]) == (404, "task_not_found")


async def test_a_manager_makes_tasks_in_their_projects_only(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    insider = await joined(stage, call.as_, call.path["projectId"], Role.MANAGER)
    outsider = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    answers = [await stage.call("create_task", as_=who, path=call.path, body=call.body) for who in (insider, outsider)]
    assert [answer.status for answer in answers] == [201, 404]


async def test_a_task_with_as_many_subtasks_as_there_may_be_takes_no_more(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    parent = f"tenants/{admin.tenant_id}/tasks/{path['taskId']}"
    await stage.change(parent, subtaskCount=500)
    body = {"title": "One too many", "parentId": path["taskId"]}
    answer = await stage.call("create_task", as_=admin, path={"projectId": path["projectId"]}, body=body)
    assert (answer.status, answer.error["code"]) == (409, "too_many_subtasks")
    assert len(await stage.documents("tasks")) == 1
