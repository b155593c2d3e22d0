import pytest

from shared.domain.ab_tests.events import AbTestReconciliationDue
from shared.domain.operations.transitions import cancelled
from tests.fixtures.ab_tests import running
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    await test.expose("ann")
    operation_id = await pending_operation(stage, test.recruiter, kind="ab_test_reconciliation")
    event = AbTestReconciliationDue(operation_id=operation_id, ab_test_id=test.id)
    return Arranged(event=event, tenant_id=test.recruiter.tenant_id, as_=test.recruiter)


async def test_many_units_are_counted_page_by_page(stage: Stage) -> None:
    test = await running(stage)
    for start in range(0, 230, 46):
        await test.expose(*(f"unit-{number}" for number in range(start, start + 46)))
    begun = await stage.call("reconcile_ab_test", as_=test.recruiter, path=test.path, body={})
    log = await stage.settle()
    assert len([line for line in log if line.endswith("reconcile_ab_test_page: 204")]) == 3
    path = {"operationId": begun.data["id"]}
    result = (await stage.call("get_operation", as_=test.recruiter, path=path)).data["result"]
    assert result == {"units": 230, "differences": {}}


async def test_a_cancelled_one_counts_nothing_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, AbTestReconciliationDue)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("reconcile_ab_test_page", stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert (operation["status"], operation["result"]) == ("cancelled", None)
