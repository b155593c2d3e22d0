import pytest

from shared.domain.tasks.events import TaskDeletionFinal
from tests.fixtures.projects import attach, task_paths
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await task_paths(stage)
    await attach(stage, admin, path)
    await stage.call("delete_task", as_=admin, path=path)
    event = TaskDeletionFinal(task_id=path["taskId"], deleted_at=stage.clock.now())
    return Arranged(as_=admin, path=path, event=event, tenant_id=admin.tenant_id)


async def test_attachments_go_a_month_after_their_task(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    [attached] = await stage.documents("attachments")
    stage.clock.advance(days=29)
    await stage.settle()
    assert await stage.documents("attachments") != []
    stage.clock.advance(days=1)
    await stage.settle()
    assert await stage.documents("attachments") + await stage.documents("uploads") == []
    assert await stage.files.stat(stored_path(call.as_, attached["id"])) is None


async def test_a_task_that_was_restored_keeps_them(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.call("restore_task", as_=call.as_, path=call.path)).status == 200
    stage.clock.advance(days=31)
    await stage.settle()
    assert len(await stage.documents("attachments")) == 1
