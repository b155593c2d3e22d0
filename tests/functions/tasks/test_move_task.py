import pytest

from shared.auth.roles import Role
from tests.fixtures.metrics import metrics
from tests.fixtures.projects import comment, joined, project, task, task_paths, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

KANBAN = {
    "workflow": {
        "statuses": [
            {"key": "ideas", "name": "Ideas", "stage": "to_do"},
            {"key": "doing", "name": "Doing", "stage": "under_way"},
        ],
        "transitions": {"ideas": ["doing"]},
    }
}


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    return Arranged(as_=admin, path=path, body={"toProjectId": await project(stage, admin, name="Garden")})


async def test_a_task_goes_with_its_comments_and_its_figures(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.body is not None
    said = await comment(stage, call.as_, call.path["projectId"], taskId=call.path["taskId"])
    assert (await metrics(stage, call.as_, {"projectId": call.path["projectId"]}))["toDo"] == 1
    moved = (await stage.arranged("move_task", call)).data
    there = {"projectId": call.body["toProjectId"]}
    assert moved["projectId"] == there["projectId"]
    listed = await stage.call("list_comments", as_=call.as_, path=there, query={"taskId": call.path["taskId"]})
    assert [each["id"] for each in listed.data] == [said]
    assert (await stage.call("get_task", as_=call.as_, path=call.path)).status == 404
    assert (await metrics(stage, call.as_, there))["toDo"] == 1
    assert (await metrics(stage, call.as_, {"projectId": call.path["projectId"]}))["toDo"] == 0
    done = (await stage.call("list_activity", as_=call.as_, path=there, query={"taskId": moved["id"]})).data
    assert ["task.moved"] in [each["actions"] for each in done]


async def test_a_task_gets_the_status_that_means_the_same_and_leaves_who_is_not_in_the_project(stage: Stage) -> None:
    admin, path = await task_paths(stage)
    person = await joined(stage, admin, path["projectId"])
    assert (await stage.call("assign_task", as_=admin, path=path, body={"assigneeId": person.user_id})).status == 200
    assert (await stage.call("change_task_status", as_=admin, path=path, body={"status": "blocked"})).status == 200
    body = {"toProjectId": await project(stage, admin, settings=KANBAN)}
    moved = (await stage.call("move_task", as_=admin, path=path, body=body)).data
    assert (moved["status"], moved["assigneeId"]) == ("doing", None)


async def test_a_part_leaves_what_it_was_a_part_of_and_a_whole_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    whole = await task(stage, call.as_, call.path["projectId"])
    part = await task(stage, call.as_, call.path["projectId"], parentId=whole)
    call.path = {**call.path, "taskId": whole}
    answer = await stage.arranged("move_task", call)
    assert (answer.status, answer.error["code"]) == (409, "task_has_subtasks")
    call.path = {**call.path, "taskId": part}
    assert (await stage.arranged("move_task", call)).data["parentId"] is None
    call.path = {**call.path, "taskId": whole}
    assert (await stage.arranged("move_task", call)).status == 200


async def test_who_waits_for_another_or_is_waited_for_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await task(stage, call.as_, call.path["projectId"])
    await waits(stage, call.as_, call.path["projectId"], call.path["taskId"], other)
    for id in (call.path["taskId"], other):
        call.path = {**call.path, "taskId": id}
        answer = await stage.arranged("move_task", call)
        assert (answer.status, answer.error["code"]) == (409, "task_has_dependencies")


async def test_it_goes_to_another_open_project_that_the_mover_is_in_and_that_takes_its_fields(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    person = await joined(stage, call.as_, call.path["projectId"], role=Role.MANAGER)
    answer = await stage.call("move_task", as_=person, path=call.path, body=call.body)
    assert (answer.status, answer.error["code"]) == (404, "project_not_found")
    call.body = {"toProjectId": call.path["projectId"]}
    answer = await stage.arranged("move_task", call)
    assert (answer.status, answer.error["code"]) == (409, "same_project")
    field = {"key": "cost_centre", "name": "Cost centre", "kind": "text", "required": True}
    call.body = {"toProjectId": await project(stage, call.as_, settings={"customFields": [field]})}
    answer = await stage.arranged("move_task", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/customFields/cost_centre")
    archived = {"projectId": await project(stage, call.as_)}
    await stage.call("archive_project", as_=call.as_, path=archived, body={})
    call.body = {"toProjectId": archived["projectId"]}
    assert (await stage.arranged("move_task", call)).status == 409
