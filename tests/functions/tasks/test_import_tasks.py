import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.task_files import MOVING, uploaded_tasks
from tests.fixtures.uploads import complete_upload

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    return Arranged(as_=admin, path=path, body={"uploadId": await uploaded_tasks(stage, admin, MOVING)})


async def test_an_operation_begins_that_reads_the_file(stage: Stage) -> None:
    answer = await stage.arranged("import_tasks", await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "task_import", "pending")


async def test_only_a_complete_file_of_tasks_is_read(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await complete_upload(
        stage, call.as_, b"a;b", purpose="general", contentType="text/csv", fileName="tasks.csv"
    )
    call.body = {"uploadId": other}
    answer = await stage.arranged("import_tasks", call)
    assert (answer.status, answer.error["code"]) == (409, "upload_not_complete")
