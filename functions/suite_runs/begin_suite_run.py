"""A run begins once lanes are free at all its providers; until then it waits in their queues."""

from shared.domain.operations.transitions import started
from shared.domain.suite_runs.events import SuiteRunRequested, SuiteRunWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY, Lane, SuiteRunStatus
from shared.domain.suite_runs.queues import take_lanes
from shared.domain.suite_runs.repository import LaneRepository, SuiteRunRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_execution import due


@subscriber(SuiteRunRequested)
async def begin_suite_run(event: SuiteRunRequested, ctx: SubscriberContext) -> None:
    """Open the lanes of a run, or have it wait for them."""
    runs = SuiteRunRepository(ctx.work)
    run = await runs.find(event.run_id)
    if run is None or run.status is not SuiteRunStatus.QUEUED:
        return
    lanes = await take_lanes(ctx.work, run, wanted=run.groups)
    if not lanes:
        return
    begun = run.begun(lanes)
    runs.save(begun)
    await started(ctx.work, run.id)
    opened = [Lane.opened(begun, number) for number in range(lanes)]
    for lane in opened:
        LaneRepository(ctx.work).add(lane)
        ctx.work.emit(due(begun, lane, ctx.work))
    watched = SuiteRunWatchDue(run_id=run.id, places=tuple(lane.next_place for lane in opened))
    ctx.work.emit(watched, at=ctx.now + WATCH_EVERY)
