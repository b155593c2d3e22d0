import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    await stage.call("delete_project", as_=admin, path={"projectId": project_id})
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_a_deleted_project_comes_back_archived_where_it_was_and_then_as_it_stood(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("restore_project", call)
    await stage.call("update_project", as_=call.as_, path=call.path, body={"status": "on_hold"})
    await stage.arranged("archive_project", call)
    await stage.arranged("delete_project", call)
    statuses = [(await stage.arranged("restore_project", call)).data["status"] for _ in range(2)]
    assert statuses == ["archived", "on_hold"]
    answer = await stage.arranged("restore_project", call)
    assert (answer.status, answer.error["code"]) == (409, "project_not_archived")


async def test_a_restored_project_has_its_plan_and_its_calendar_again(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    await task(stage, admin, path["projectId"])
    await stage.call("set_project_calendar", as_=admin, path=path, body={"hours": {"zone": "Europe/Berlin"}})
    await stage.call("schedule_project", as_=admin, path=path, body={"apply": True})
    calls = ("get_project_timeline", "get_project_calendar")
    before = [(await stage.call(name, as_=admin, path=path)).data for name in calls]
    await stage.call("delete_project", as_=admin, path=path)
    assert [(await stage.call(name, as_=admin, path=path)).status for name in calls] == [404, 404]
    await stage.call("restore_project", as_=admin, path=path)
    assert [(await stage.call(name, as_=admin, path=path)).data for name in calls] == before
