"""A try that became a dead letter would hold its lane, its run and all that wait for lanes: it is an error instead."""

from shared.domain.suite_runs.events import SuiteRunWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY, SuiteRunStatus
from shared.domain.suite_runs.repository import LaneRepository, SuiteRunRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_execution import give_up_try


@subscriber(SuiteRunWatchDue)
async def watch_suite_run(event: SuiteRunWatchDue, ctx: SubscriberContext) -> None:
    """Give up the tries at which a run's lanes have stood still since the last look."""
    run = await SuiteRunRepository(ctx.work).find(event.run_id)
    if run is None or run.status is not SuiteRunStatus.RUNNING:
        return
    lanes = await LaneRepository(ctx.work).of_run(run)
    for lane in lanes:
        if not lane.over and lane.next_place == event.places[lane.number]:
            await give_up_try(ctx.work, run, lane)
    moved = await LaneRepository(ctx.work).of_run(run)
    ctx.work.emit(event.with_(places=tuple(lane.next_place for lane in moved)), at=ctx.now + WATCH_EVERY)
