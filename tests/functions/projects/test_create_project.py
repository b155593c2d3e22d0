import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, body={"name": "Moving house", "ownerId": admin.user_id})


async def test_a_project_begins_active_with_its_owner_in_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.body = {"name": "Moving house", "budget": {"amount": 125_000, "currency": "EUR"}, "startOn": "2026-03-02"}
    made = (await stage.arranged("create_project", call)).data
    assert (made["status"], made["ownerId"]) == ("active", call.as_.user_id)
    assert (made["memberIds"], made["startOn"]) == ([call.as_.user_id], "2026-03-02")
    assert made["budget"] == {"amount": 125_000, "currency": "EUR"}
    assert made["settings"]["workflow"]["statuses"][0]["key"] == "pending"


async def test_a_project_does_not_end_before_it_starts(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"name": "Backwards", "startOn": "9999-12-31", "endOn": "2026-03-01"}
    answer = await stage.arranged("create_project", call)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "ends_before_start")


async def test_a_workflow_names_only_statuses_that_it_has(stage: Stage) -> None:
    call = await arrange(stage)
    workflow = {"statuses": [{"key": "open", "name": "Open", "stage": "to_do"}], "transitions": {"open": ["shut"]}}
    call.body = {"name": "Odd", "settings": {"workflow": workflow}}
    answer = await stage.arranged("create_project", call)
    assert (answer.status, "shut" in answer.error["details"][0]["message"]) == (400, True)


async def test_a_manager_makes_no_projects(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.as_ = await stage.member(Role.MANAGER, tenant_id=call.as_.tenant_id)
    assert (await stage.arranged("create_project", call)).status == 403


async def test_a_key_says_who_owns_what_it_makes(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    key = await stage.api_key(Permission.PROJECTS_WRITE, tenant_id=call.as_.tenant_id)
    answer = await stage.call("create_project", as_=key, body={"name": "Nobody's"})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/ownerId")
