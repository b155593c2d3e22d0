"""A search of a better prompt takes its lanes as runs do, and waits in the same queues."""

from shared.domain.operations.transitions import started
from shared.domain.suite_runs.events import CardSearchWatchDue, SuiteRunRequested
from shared.domain.suite_runs.model import WATCH_EVERY
from shared.domain.suite_runs.optimisations import OptimisationStatus
from shared.domain.suite_runs.queues import LANES_OF_A_RUN, take_lanes
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.runtime.card_search_ends import step_due
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(SuiteRunRequested)
async def begin_card_optimisation(event: SuiteRunRequested, ctx: SubscriberContext) -> None:
    """Begin a search, or have it wait for lanes."""
    searches = CardOptimisationRepository(ctx.work)
    search = await searches.find(event.run_id)
    if search is None or search.status is not OptimisationStatus.QUEUED:
        return
    lanes = await take_lanes(ctx.work, search, wanted=LANES_OF_A_RUN)
    if not lanes:
        return
    begun = search.begun(lanes)
    searches.save(begun)
    await started(ctx.work, search.id)
    ctx.work.emit(step_due(begun, ctx.work))
    ctx.work.emit(CardSearchWatchDue(optimisation_id=begun.id, step=begun.step), at=ctx.now + WATCH_EVERY)
