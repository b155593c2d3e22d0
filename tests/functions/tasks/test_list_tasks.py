import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await task(stage, admin, project_id, assigneeId=admin.user_id)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_tasks_are_filtered_and_sorted(stage: Stage) -> None:
    call = await arrange(stage)
    admin, project_id = call.as_, call.path["projectId"]
    assert admin is not None
    low = await task(stage, admin, project_id, priority="low", tags=["kitchen"], dueAt="2026-03-05T00:00:00Z")
    high = await task(stage, admin, project_id, priority="critical", dueAt="2026-03-04T00:00:00Z", parentId=low)
    asked = [
        ({"tag": "kitchen"}, [low]),
        ({"priority": "critical"}, [high]),
        ({"parentId": low}, [high]),
        ({"sort": "dueAt", "dueFrom": "2026-03-04T00:00:00Z", "dueUntil": "2026-03-06T00:00:00Z"}, [high, low]),
        ({"sort": "dueAt", "dueUntil": "2026-03-05T00:00:00Z"}, [high]),
        ({"status": "completed"}, []),
    ]
    for query, expected in asked:
        listed = await stage.call("list_tasks", as_=admin, path=call.path, query=query)
        assert [each["id"] for each in listed.data] == expected, query
    ranked = await stage.call("list_tasks", as_=admin, path=call.path, query={"sort": "-priorityRank", "count": "true"})
    assert [each["priority"] for each in ranked.data] == ["critical", "medium", "low"]
    assert ranked.body["meta"]["pagination"]["totalCount"] == 3


async def test_a_range_of_due_dates_is_sorted_by_them(stage: Stage) -> None:
    call = await arrange(stage)
    call.query = {"dueFrom": "2026-03-04T00:00:00Z"}
    answer = await stage.arranged("list_tasks", call)
    assert (answer.status, answer.error["code"]) == (400, "invalid_sort")


async def test_tasks_name_their_project_and_assignee_and_nobody_who_left(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    leaver = await joined(stage, call.as_, call.path["projectId"])
    await task(stage, call.as_, call.path["projectId"], assigneeId=leaver.user_id)
    await stage.call("leave_tenant", as_=leaver)
    listed = (await stage.arranged("list_tasks", call)).data
    assert {each["projectName"] for each in listed} == {"Moving house"}
    assert {each["assigneeId"]: each["assigneeName"] for each in listed} == {
        call.as_.user_id: "Somebody",
        leaver.user_id: None,
    }
