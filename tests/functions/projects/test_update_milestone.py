import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    body = {"name": "Keys handed over", "dueOn": "2026-04-01"}
    made = await stage.call("create_milestone", as_=admin, path={"projectId": project_id}, body=body)
    return Arranged(as_=admin, path={"projectId": project_id, "milestoneId": made.data["id"]}, body={"reached": True})


async def test_the_moment_a_milestone_was_reached_stays_until_it_is_forgotten(stage: Stage) -> None:
    call = await arrange(stage)
    reached = (await stage.arranged("update_milestone", call)).data["reachedAt"]
    stage.clock.advance(minutes=5)
    assert (await stage.arranged("update_milestone", call)).data["reachedAt"] == reached
    call.body = {"reached": False, "dueOn": "2026-04-08"}
    changed = (await stage.arranged("update_milestone", call)).data
    assert (changed["reachedAt"], changed["dueOn"], changed["name"]) == (None, "2026-04-08", "Keys handed over")


async def test_a_milestone_is_found_in_its_own_project_only(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.path["projectId"] = await project(stage, call.as_, name="Garden")
    answer = await stage.arranged("update_milestone", call)
    assert (answer.status, answer.error["code"]) == (404, "milestone_not_found")
