import pytest

from shared.domain.analytics.events import AnalyticsReconciliationDue
from shared.domain.operations.transitions import cancelled
from tests.fixtures.analytics import an_exam, sat
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    await sat(stage, exam, "first")
    operation_id = await pending_operation(stage, exam.recruiter, kind="analytics_reconciliation")
    event = AnalyticsReconciliationDue(operation_id=operation_id, assessment_id=exam.assessment_id)
    return Arranged(event=event, tenant_id=exam.tenant_id, as_=exam.recruiter)


async def test_many_attempts_are_counted_page_by_page(stage: Stage) -> None:
    exam = await an_exam(stage)
    for number in range(230):
        await sat(stage, exam, f"attempt-{number}", coding=number % 11)
        stage.clock.advance(seconds=1)
    begun = await stage.call("reconcile_analytics", as_=exam.recruiter, path=exam.path, body={})
    log = await stage.settle()
    assert len([line for line in log if line.endswith("reconcile_analytics_page: 204")]) == 3
    path = {"operationId": begun.data["id"]}
    result = (await stage.call("get_operation", as_=exam.recruiter, path=path)).data["result"]
    assert result["attempts"] == 230
    assert result["differences"]["scored"] == {"held": 0, "counted": 230}
    assert result["differences"]["score19"] == {"held": 0, "counted": 41}


async def test_a_cancelled_one_counts_nothing_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, AnalyticsReconciliationDue)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("reconcile_analytics_page", stage.envelope(call.event, call.tenant_id)) == 204
    [operation] = await stage.documents("operations")
    assert (operation["status"], operation["result"]) == ("cancelled", None)
