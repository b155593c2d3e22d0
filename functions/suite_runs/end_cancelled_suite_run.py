"""A run ends with its operation: tries under way are kept, no more are made."""

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.events import SuiteLaneEnded
from shared.domain.suite_runs.model import KIND, SuiteRunStatus
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationCancelled)
async def end_cancelled_suite_run(event: OperationCancelled, ctx: SubscriberContext) -> None:
    """End a run that nobody wants any more."""
    if event.operation_kind != KIND:
        return
    runs = SuiteRunRepository(ctx.work)
    run = await runs.find(event.subject_id)
    if run is None or run.finished_at is not None:
        return
    runs.save(run.ended(SuiteRunStatus.CANCELLED))
    ctx.work.emit(SuiteLaneEnded(run_id=run.id))
