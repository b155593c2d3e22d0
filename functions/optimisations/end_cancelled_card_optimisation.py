"""A search of a better prompt ends with its operation: trials under way are counted, no more are made."""

from shared.domain.operations.events import OperationCancelled
from shared.domain.suite_runs.optimisations import OPTIMISATION_KIND, OptimisationStatus
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.runtime.card_search_ends import end
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationCancelled)
async def end_cancelled_card_optimisation(event: OperationCancelled, ctx: SubscriberContext) -> None:
    """End a search that nobody wants any more."""
    if event.operation_kind != OPTIMISATION_KIND:
        return
    search = await CardOptimisationRepository(ctx.work).find(event.subject_id)
    if search is not None and search.is_open:
        await end(ctx.work, search, OptimisationStatus.CANCELLED)
