"""What the relay or a direct publish missed, and what was meant for later."""

import asyncio
from datetime import timedelta
from typing import Any

from shared.data.query import QueryShape
from shared.data.store import Document, Filter, Operator, Order, StoreQuery
from shared.errors import DependencyUnavailable
from shared.events.outbox import COLLECTION, SHARDS
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled
from shared.runtime.outbox import publish_outbox_document

DUE = QueryShape(COLLECTION, equals=("shard",), sorts=(("dueAt",),), ranges=("dueAt",), required=("shard",), group=True)
BATCH = 100
MAX_BATCHES = 20


@scheduled(timedelta(minutes=1), local_every=timedelta(seconds=1))
async def sweep_outbox(ctx: PlatformContext) -> None:
    """Publish every event that is due."""
    await asyncio.gather(*(_sweep(ctx, shard) for shard in range(SHARDS)))


async def _sweep(ctx: PlatformContext, shard: int) -> None:
    """Publish what is due in one shard, oldest first; stop where a whole batch met a bus that is down."""
    filters = (*DUE.filters({"shard": shard}), Filter("dueAt", Operator.LESS_OR_EQUAL, ctx.now))
    after: tuple[Any, ...] | None = None
    for _ in range(MAX_BATCHES):
        query = StoreQuery(COLLECTION, filters, (Order("dueAt"),), BATCH, after, group=True)
        due = await ctx.documents.query(query)
        dealt_with = [await _deal_with(ctx, document) for document in due]
        if len(due) < BATCH or not any(dealt_with):
            return
        after = (due[-1].data["dueAt"], due[-1].path)


async def _deal_with(ctx: PlatformContext, document: Document) -> bool:
    """Publish one document's events; False when the bus is down. A bad document is left, and stops no other."""
    try:
        await publish_outbox_document(ctx.outside, document)
    except DependencyUnavailable as error:
        logging.warning("the sweep could not publish", path=document.path, reason=error.message)
        return False
    except Exception as error:
        logging.error("an outbox document can't be published", error, path=document.path)
    return True
