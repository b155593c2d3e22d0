import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.projects import comment, joined, task, task_paths
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await stage.settle()
    return Arranged(as_=admin, path={"projectId": path["projectId"]}, query={"taskId": path["taskId"]})


async def test_the_feed_says_who_did_what_and_when_and_never_what_was_said(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    admin, path = call.as_, {**call.path, "taskId": call.query["taskId"]}
    steps = [
        ("change_task_status", {"status": "blocked"}),
        ("update_task", {"title": "Pack the lamps", "priority": "high", "description": "The secret drawer"}),
        ("update_task", {"priority": "high"}),
        ("assign_task", {"assigneeId": admin.user_id}),
    ]
    for name, body in steps:
        stage.clock.advance(seconds=1)
        await stage.call(name, as_=admin, path=path, body=body)
    stage.clock.advance(seconds=1)
    await comment(stage, admin, call.path["projectId"], taskId=path["taskId"])
    await stage.settle()
    listed = (await stage.arranged("list_activity", call)).data
    assert [(each["actions"], each["fields"]) for each in listed] == [
        (["comment.added"], []),
        (["task.assignee"], []),
        (["task.edited"], ["title", "description", "priority"]),
        (["task.status"], []),
        (["task.created"], []),
    ]
    assert {each["createdByName"] for each in listed} == {"Somebody"}
    assert (listed[3]["values"]["statusBefore"], listed[3]["values"]["status"]) == ("pending", "blocked")
    assert "lamps" not in str(listed)
    assert "secret" not in str(listed)


async def test_a_projects_feed_tells_of_members_milestones_and_every_task(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.query = {}
    reader = await joined(stage, call.as_, call.path["projectId"], role=Role.VIEWER)
    body = {"name": "Keys", "dueOn": "2026-03-09"}
    await stage.call("create_milestone", as_=call.as_, path=call.path, body=body)
    await stage.settle()
    call.as_ = reader
    actions = {action for each in (await stage.arranged("list_activity", call)).data for action in each["actions"]}
    assert actions == {"project.created", "task.created", "project.member_set", "project.milestone_added"}


@pytest.mark.thorough
async def test_many_tasks_edited_at_once_are_each_in_the_feed_which_comes_in_pages(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    key = await stage.api_key(Permission.TASKS_WRITE, tenant_id=call.as_.tenant_id, requests_per_minute=500)
    ids = [await task(stage, key, call.path["projectId"]) for _ in range(100)]
    await stage.settle()
    changes = {"status": "blocked", "assigneeId": call.as_.user_id, "priority": "low"}
    body = {"taskIds": ids, "changes": changes}
    assert (await stage.call("bulk_edit_tasks", as_=call.as_, path=call.path, body=body)).data["edited"] == 100
    await stage.settle()
    edited = [each for each in await stage.documents("activities") if len(each["actions"]) == 3]
    assert {each["taskId"] for each in edited} == {*ids}
    call.query = {"limit": "100"}
    page = await stage.arranged("list_activity", call)
    assert len(page.data) == 100
    assert page.body["meta"]["pagination"]["nextCursor"]
