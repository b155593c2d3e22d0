import pytest

from shared.auth.roles import Role
from shared.domain.tasks.events import TaskFileExpired
from tests.fixtures.projects import project
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.task_files import MOVING, imported_tasks

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    operation = await imported_tasks(stage, admin, await project(stage, admin), MOVING)
    return Arranged(event=TaskFileExpired(file_id=operation["id"]), tenant_id=admin.tenant_id)


async def test_the_file_and_what_is_known_of_it_go_together(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, TaskFileExpired)
    path = f"tenants/{call.tenant_id}/task-files/{call.event.file_id}"
    assert await stage.files.stat(path) is not None
    for _ in range(2):
        assert await stage.deliver("expire_task_file", stage.envelope(call.event, call.tenant_id)) == 204
    assert (await stage.files.stat(path), await stage.documents("taskFiles")) == (None, [])
