"""What the relay or a direct publish missed, and what was meant for later."""

from datetime import timedelta

from shared.data.query import QueryShape
from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.errors import DependencyUnavailable
from shared.events.outbox import COLLECTION, SHARDS
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled
from shared.runtime.outbox import publish_outbox_document

DUE = QueryShape(COLLECTION, equals=("shard",), sorts=(("dueAt",),), ranges=("dueAt",), group=True)
BATCH = 100
MAX_BATCHES = 20


@scheduled(timedelta(minutes=1), local_every=timedelta(seconds=1))
async def sweep_outbox(ctx: PlatformContext) -> None:
    """Publish every event that is due."""
    for shard in range(SHARDS):
        for _ in range(MAX_BATCHES):
            if not await _sweep(ctx, shard):
                break


async def _sweep(ctx: PlatformContext, shard: int) -> bool:
    """Publish one batch of a shard; return whether there may be more. One bad document stops no other."""
    filters = (*DUE.filters({"shard": shard}), Filter("dueAt", Operator.LESS_OR_EQUAL, ctx.now))
    due = await ctx.documents.query(StoreQuery(COLLECTION, filters, (Order("dueAt"),), BATCH, group=True))
    published = 0
    for document in due:
        try:
            await publish_outbox_document(ctx.bus, ctx.documents, document)
            published += 1
        except DependencyUnavailable as error:
            logging.warning("the sweep could not publish", path=document.path, reason=error.message)
    return len(due) == BATCH and published > 0
