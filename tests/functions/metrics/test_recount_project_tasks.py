import pytest

from shared.domain.metrics.events import MetricsReconciliationRequested
from shared.domain.operations.transitions import cancelled
from tests.fixtures.attempts import unit
from tests.fixtures.metrics import begun
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    operation_id = await pending_operation(stage, admin, kind="metrics_reconciliation")
    event = MetricsReconciliationRequested(operation_id=operation_id, project_id=path["projectId"])
    return Arranged(event=event, tenant_id=admin.tenant_id, as_=admin)


async def test_a_cancelled_one_counts_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, MetricsReconciliationRequested)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("recount_project_tasks", stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert (operation["status"], operation["result"]) == ("cancelled", None)


async def test_of_a_project_without_tasks_nothing_differs(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, MetricsReconciliationRequested)
    event = call.event.with_(project_id="of-nobody")
    assert await stage.deliver("recount_project_tasks", stage.envelope(event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert operation["result"] == {"tasks": 0, "different": 0, "differences": {}}
