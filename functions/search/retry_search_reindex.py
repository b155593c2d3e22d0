"""A new index that is tried again begins with the first page."""

from shared.domain.operations.events import OperationRetried, ReindexPageDue
from shared.domain.operations.reindexing import REINDEX_KIND
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(OperationRetried)
async def retry_search_reindex(event: OperationRetried, ctx: SubscriberContext) -> None:
    """Begin a new index again."""
    if event.operation_kind == REINDEX_KIND:
        ctx.work.emit(ReindexPageDue(operation_id=event.operation_id, tries=event.tries))
