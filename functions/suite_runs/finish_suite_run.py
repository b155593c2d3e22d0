"""The roll-up: whichever lane ends last makes the summary; a result that comes in late makes it anew."""

from shared.domain.operations.transitions import failed, succeeded
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.events import SuiteLaneEnded, SuiteRunCompleted
from shared.domain.suite_runs.model import SuiteRun, SuiteRunStatus
from shared.domain.suite_runs.queues import give_back
from shared.domain.suite_runs.repository import LaneRepository, SuiteRunRepository
from shared.domain.suite_runs.tally import SuiteSummary
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(SuiteLaneEnded)
async def finish_suite_run(event: SuiteLaneEnded, ctx: SubscriberContext) -> None:
    """Make a run's summary once nothing is left to do, and free its lanes."""
    runs = SuiteRunRepository(ctx.work)
    run = await runs.find(event.run_id)
    if run is None:
        return
    lanes = await LaneRepository(ctx.work).of_run(run)
    if run.status is SuiteRunStatus.RUNNING and not all(lane.over for lane in lanes):
        return
    summary = SuiteSummary.of([lane.tally for lane in lanes], repeats=run.repeats)
    summed = run.summed(summary, at=ctx.now)
    runs.save(summed)
    if run.finished_at is None:
        await _end(summed, ctx)


async def _end(run: SuiteRun, ctx: SubscriberContext) -> None:
    await give_back(ctx.work, run)
    verdict = run.verdict()
    passed = verdict.passed if verdict else None
    if run.status is SuiteRunStatus.COMPLETED:
        await succeeded(ctx.work, run.id, {"runId": run.id, "gatePassed": passed})
    elif run.status is SuiteRunStatus.STOPPED:
        message = "the budget doesn't pay for the rest of the run; what was done is kept"
        await failed(ctx.work, run.id, code=BudgetUsedUp.default_code, message=message, final=True)
    ctx.work.emit(SuiteRunCompleted(run_id=run.id, card_id=run.card_id, status=run.status, gate_passed=passed))
