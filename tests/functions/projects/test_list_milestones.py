import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    return Arranged(as_=admin, path={"projectId": project_id})


async def test_milestones_are_listed_by_the_day_they_are_due(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await project(stage, call.as_, name="Garden")
    for project_id, day in (
        (call.path["projectId"], "2026-05-01"),
        (call.path["projectId"], "2026-04-01"),
        (other, "2026-03-05"),
    ):
        body = {"name": f"By {day}", "dueOn": day}
        await stage.call("create_milestone", as_=call.as_, path={"projectId": project_id}, body=body)
    listed = (await stage.arranged("list_milestones", call)).data
    assert [each["dueOn"] for each in listed] == ["2026-04-01", "2026-05-01"]
