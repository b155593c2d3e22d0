from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project, task, waits
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await template(stage)
    return Arranged(as_=admin, path=path, body={"name": "Moving again", "startOn": "2026-06-01"})


async def template(stage: Stage) -> tuple[SignedIn, dict[str, str], list[str]]:
    """Make a project whose third task is a part of its second, which waits for the first, done and assigned."""
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin, startOn="2026-03-02", endOn="2026-04-30")}
    due = {"dueAt": "2026-03-20T16:00:00Z", "estimatedHours": "6", "tags": ["books"]}
    first = await task(stage, admin, path["projectId"], assigneeId=admin.user_id, **due)
    second = await task(stage, admin, path["projectId"], title="Carry")
    third = await task(stage, admin, path["projectId"], title="Carry the books", parentId=second)
    await waits(stage, admin, path["projectId"], second, first, lagMinutes=90)
    plan = {"plan": {"constraint": "SNET", "constraintAt": "2026-03-10T08:00:00Z"}}
    assert (await stage.call("plan_task", as_=admin, path={**path, "taskId": first}, body=plan)).status == 200
    place, body = {**path, "taskId": first}, {"status": "completed"}
    assert (await stage.call("change_task_status", as_=admin, path=place, body=body)).status == 200
    await stage.call("create_milestone", as_=admin, path=path, body={"name": "Moved", "dueOn": "2026-04-01"})
    await stage.call("set_project_calendar", as_=admin, path=path, body={"hours": {"zone": "Europe/Berlin"}})
    await stage.settle()
    return admin, path, [first, second, third]


async def copied(stage: Stage, admin: SignedIn, path: dict[str, str], **body: Any) -> dict[str, Any]:
    """Copy a project; return the operation as it then is."""
    begun = await stage.call("copy_project", as_=admin, path=path, body={"name": "Moving again", **body})
    assert begun.status == 202, begun.body
    await stage.settle()
    return (await stage.call("get_operation", as_=admin, path={"operationId": begun.data["id"]})).data


async def test_a_copy_has_the_same_plan_so_many_days_later_and_nothing_of_it_is_done(stage: Stage) -> None:
    admin, path, ids = await template(stage)
    [tenant] = await stage.documents("tenant")
    await stage.change(f"tenants/{tenant['id']}/tenant/{tenant['id']}", timeZone="Europe/Berlin")
    operation = await copied(stage, admin, path, startOn="2026-06-01")
    result = operation["result"]
    assert (result["tasks"], result["dependencies"], result["milestones"]) == (3, 1, 1)
    there = {"projectId": result["projectId"]}
    found = (await stage.call("get_project", as_=admin, path=there)).data
    assert (found["name"], found["startOn"], found["endOn"]) == ("Moving again", "2026-06-01", "2026-07-30")
    tasks = (await stage.call("list_tasks", as_=admin, path=there)).data
    titles = {each["title"]: each for each in tasks}
    books, carry, part = (titles[each] for each in ("Pack the books", "Carry", "Carry the books"))
    assert {each["id"] for each in tasks}.isdisjoint(ids)
    # The clocks are put forward in between: 17:00 in Berlin stays 17:00.
    assert (books["dueAt"], books["plan"]["constraintAt"]) == ("2026-06-19T15:00:00Z", "2026-06-09T07:00:00Z")
    assert (books["status"], books["assigneeId"], books["estimatedHours"]) == ("pending", None, "6")
    assert (part["parentId"], carry["subtaskCount"], books["tags"]) == (carry["id"], 1, ["books"])
    where = {**there, "taskId": carry["id"]}
    [wait] = (await stage.call("list_dependencies", as_=admin, path=where)).data
    assert (wait["dependsOnTaskId"], wait["lagMinutes"]) == (books["id"], 90)
    [milestone] = (await stage.call("list_milestones", as_=admin, path=there)).data
    assert (milestone["dueOn"], milestone["reachedAt"]) == ("2026-07-01", None)
    calendar = (await stage.call("get_project_calendar", as_=admin, path=there)).data
    assert calendar["hours"]["zone"] == "Europe/Berlin"
    assert (await stage.call("schedule_project", as_=admin, path=there, body={"apply": True})).status == 200


async def test_a_project_without_a_day_to_start_on_is_copied_as_it_is_and_stays(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    await task(stage, admin, path["projectId"], dueAt="2026-03-20T16:00:00Z")
    before = await stage.documents("tasks")
    result = (await copied(stage, admin, path))["result"]
    [copy] = (await stage.call("list_tasks", as_=admin, path={"projectId": result["projectId"]})).data
    assert copy["dueAt"] == "2026-03-20T16:00:00Z"
    assert [each for each in await stage.documents("tasks") if each["projectId"] == path["projectId"]] == before


async def test_dates_beyond_the_calendar_are_refused(stage: Stage) -> None:
    admin, path, _ = await template(stage)
    body = {"name": "Late", "startOn": "9999-12-01"}
    answer = await stage.call("copy_project", as_=admin, path=path, body=body)
    assert (answer.status, answer.error["code"]) == (400, "dates_out_of_range")
    await stage.change(f"tenants/{admin.tenant_id}/projects/{path['projectId']}", endOn=None)
    operation = await copied(stage, admin, path, startOn="9999-12-20")
    assert (operation["status"], operation["error"]["code"]) == ("failed", "dates_out_of_range")
    assert len((await stage.call("list_projects", as_=admin)).data) == 1
