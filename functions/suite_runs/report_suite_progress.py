"""How far a run is: told when its first lane has moved, and at most once a second."""

from shared.domain.operations.transitions import progressed
from shared.domain.suite_runs.events import SuiteCaseCompleted
from shared.domain.suite_runs.model import SuiteRunStatus
from shared.domain.suite_runs.repository import LaneRepository, SuiteRunRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(SuiteCaseCompleted)
async def report_suite_progress(event: SuiteCaseCompleted, ctx: SubscriberContext) -> None:
    """Say how many tries of a run have been made."""
    if event.lane != 0:
        return
    run = await SuiteRunRepository(ctx.work).find(event.run_id)
    if run is None or run.status is not SuiteRunStatus.RUNNING:
        return
    lanes = await LaneRepository(ctx.work).of_run(run)
    await progressed(ctx.work, run.id, sum(lane.tally.results for lane in lanes), run.tries)
