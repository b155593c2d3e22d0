import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined, project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id}, body={"status": "on_hold"})


async def test_what_is_not_told_stays_and_null_takes_away(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"budget": {"amount": 5}, "endOn": "2026-05-01", "description": "By May"}
    await stage.arranged("update_project", call)
    call.body = {"budget": None, "status": "completed"}
    changed = (await stage.arranged("update_project", call)).data
    assert (changed["budget"], changed["status"]) == (None, "completed")
    assert (changed["endOn"], changed["description"]) == ("2026-05-01", "By May")


async def test_settings_are_patched_part_by_part(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"settings": {"customFields": [{"key": "room", "name": "Room", "kind": "text"}]}}
    await stage.arranged("update_project", call)
    call.body = {"settings": {"workflow": {"transitions": {"completed": None}}}}
    settings = (await stage.arranged("update_project", call)).data["settings"]
    assert settings["customFields"][0]["key"] == "room"
    assert "completed" not in settings["workflow"]["transitions"]
    assert "pending" in settings["workflow"]["transitions"]


async def test_a_manager_changes_only_the_projects_they_are_in(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    insider = await joined(stage, call.as_, call.path["projectId"], Role.MANAGER)
    outsider = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    answers = [
        await stage.call("update_project", as_=who, path=call.path, body=call.body) for who in (insider, outsider)
    ]
    assert [answer.status for answer in answers] == [200, 404]


async def test_the_owner_is_one_of_the_members(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    outsider = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    call.body = {"ownerId": outsider.user_id}
    answer = await stage.arranged("update_project", call)
    assert (answer.status, answer.error["code"]) == (409, "not_in_project")


async def test_an_archived_project_is_not_changed_nor_archived_by_its_status(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"status": "archived"}
    assert (await stage.arranged("update_project", call)).status == 400
    await stage.call("archive_project", as_=call.as_, path=call.path)
    call.body = {"name": "Later"}
    answer = await stage.arranged("update_project", call)
    assert (answer.status, answer.error["code"]) == (409, "project_archived")
