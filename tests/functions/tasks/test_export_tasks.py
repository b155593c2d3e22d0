import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, path={"projectId": await project(stage, admin)}, body={"format": "json"})


async def test_an_operation_begins_that_writes_the_file(stage: Stage) -> None:
    answer = await stage.arranged("export_tasks", await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "task_export", "pending")


async def test_a_format_that_there_is_not_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"format": "mpp"}
    assert (await stage.arranged("export_tasks", call)).status == 400
