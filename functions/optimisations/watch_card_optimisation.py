"""A step that became a dead letter would hold its search, and all that wait for its lanes: the search ends instead."""

from shared.domain.suite_runs.events import CardSearchWatchDue
from shared.domain.suite_runs.model import WATCH_EVERY
from shared.domain.suite_runs.optimisations import OptimisationStatus
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.runtime.card_search_ends import end
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CardSearchWatchDue)
async def watch_card_optimisation(event: CardSearchWatchDue, ctx: SubscriberContext) -> None:
    """End a search that has stood still since the last look."""
    search = await CardOptimisationRepository(ctx.work).find(event.optimisation_id)
    if search is None or search.status is not OptimisationStatus.RUNNING:
        return
    if search.step != event.step:
        ctx.work.emit(event.with_(step=search.step), at=ctx.now + WATCH_EVERY)
        return
    message = "a step could not be made, for a reason of ours; the dead letters say more, and trials so far are kept"
    await end(ctx.work, search, OptimisationStatus.FAILED, code="search_stuck", message=message)
