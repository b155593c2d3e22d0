import pytest

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.events import SuiteCaseDue
from shared.domain.suite_runs.model import KIND
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import cases_that, requested, run_of, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_suite_case"])
    event = OperationCancelled(operation_id=run_id, operation_kind=KIND, subject_id=run_id)
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def test_a_run_ends_with_its_operation(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[True] * 20))
    run_id = await requested(stage, played)
    for name in ("begin_suite_run", "execute_suite_case"):
        for envelope in await stage.waiting():
            await stage.deliver(name, envelope)
    await stage.call("cancel_operation", as_=played.author, path={"operationId": run_id})
    await stage.settle()
    run = await run_of(stage, played, run_id)
    assert run["status"] == "cancelled"
    assert run["summary"]["results"] == len(await stage.documents("suiteResults")) < 20
    [queue] = await stage.documents("providerQueues")
    assert queue["running"] == {}


async def test_another_kinds_operation_ends_no_run(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, OperationCancelled)
    other = call.event.with_(operation_kind="report")
    await stage.deliver("end_cancelled_suite_run", stage.envelope(other, call.tenant_id))
    [run] = await stage.documents("suiteRuns")
    assert run["status"] == "running"


async def test_a_try_that_is_due_after_the_end_is_not_made(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, OperationCancelled)
    await stage.deliver("end_cancelled_suite_run", stage.envelope(call.event, call.tenant_id))
    late = SuiteCaseDue(run_id=call.event.subject_id, lane=0, place=0, due_at=stage.clock.now())
    assert await stage.deliver("execute_suite_case", stage.envelope(late, call.tenant_id)) == 204
    assert await stage.documents("suiteResults") == []
