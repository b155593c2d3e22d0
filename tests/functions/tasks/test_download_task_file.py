import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.task_files import MOVING, imported_tasks, uploaded_tasks

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    project_id = await project(stage, admin)
    operation = await imported_tasks(stage, admin, project_id, MOVING)
    return Arranged(as_=admin, path={"projectId": project_id, "fileId": operation["id"]})


async def test_a_report_is_handed_out_by_a_link(stage: Stage) -> None:
    answer = await stage.arranged("download_task_file", await arrange(stage))
    assert (answer.status, "task-files" in answer.data["url"]) == (200, True)


async def test_a_report_that_is_not_written_is_waited_for(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    body = {"uploadId": await uploaded_tasks(stage, call.as_, MOVING)}
    path = {"projectId": call.path["projectId"]}
    begun = await stage.call("import_tasks", as_=call.as_, path=path, body=body)
    call.path = path | {"fileId": begun.data["id"]}
    answer = await stage.arranged("download_task_file", call)
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")


async def test_a_file_is_found_in_its_project_alone_and_for_a_week(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    elsewhere = dict(call.path) | {"projectId": await project(stage, call.as_)}
    assert (await stage.call("download_task_file", as_=call.as_, path=elsewhere)).status == 404
    stage.clock.advance(days=7)
    again = await stage.member(Role.ADMIN, tenant_id=call.as_.tenant_id)
    assert (await stage.call("download_task_file", as_=again, path=call.path)).status == 404
