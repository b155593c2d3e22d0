import pytest

from shared.auth.roles import Role
from shared.domain.operations.transitions import cancelled
from shared.domain.projects.events import ProjectCopyRequested
from tests.fixtures.attempts import unit
from tests.fixtures.metrics import metrics
from tests.fixtures.projects import project, task, waits
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    path = {"projectId": await project(stage, admin)}
    ids = [await task(stage, admin, path["projectId"]) for _ in range(2)]
    await waits(stage, admin, path["projectId"], ids[1], ids[0])
    await stage.settle()
    await stage.call("copy_project", as_=admin, path=path, body={"name": "Again"})
    [event] = [each for each in await stage.waiting() if each.type == ProjectCopyRequested.type]
    copy = ProjectCopyRequested.model_validate(event.data)
    return Arranged(as_=admin, event=copy, tenant_id=admin.tenant_id, path={"projectId": copy.copy_id})


async def test_nobody_finds_a_copy_before_it_is_full(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.call("get_project", as_=call.as_, path=call.path)).status == 404
    assert call.event is not None
    assert await stage.deliver("fill_project_copy", stage.envelope(call.event, call.tenant_id)) == 204
    assert (await stage.call("get_project", as_=call.as_, path=call.path)).status == 200


async def test_a_copy_that_was_cut_off_goes_on_and_makes_nothing_twice(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert isinstance(call.event, ProjectCopyRequested)
    operation = f"tenants/{call.tenant_id}/operations/{call.event.operation_id}"
    before = await stage.document(operation)
    assert before is not None
    for _ in range(2):
        assert await stage.deliver("fill_project_copy", stage.envelope(call.event, call.tenant_id)) == 204
        await stage.change(operation, **before)
    tasks = [each for each in await stage.documents("tasks") if each["projectId"] == call.path["projectId"]]
    assert len(tasks) == 2
    await stage.settle()
    assert (await metrics(stage, call.as_, call.path))["toDo"] == 2
    assert len(await stage.documents("taskDependencies")) == 2


async def test_a_cancelled_copy_stays_away(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ProjectCopyRequested)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    await stage.settle()
    assert (await stage.call("get_project", as_=call.as_, path=call.path)).status == 404
    assert len(await stage.documents("tasks")) == 2
