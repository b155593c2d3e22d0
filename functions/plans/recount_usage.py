"""Counters drift where somebody repairs data by hand; what can be counted is counted again every day.

CPU time can't be: its counter stays. A tenant whose counters change meanwhile is left for the next day.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from shared.data.query import QueryShape
from shared.data.store import Create, Document, Filter, Operator, StoreQuery, Update, Write, WriteConflict
from shared.domain.plans.model import Quota, month_start, period_of
from shared.domain.plans.usage import counted, recounted, shard_paths
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

BATCH = 100
INVITED_SINCE = QueryShape("invitations", sorts=(("createdAt",),), ranges=("createdAt",))
UPLOADS = "uploads"


@scheduled(timedelta(days=1))
async def recount_usage(ctx: PlatformContext) -> None:
    """Bring every tenant's counters in line with what there is."""
    async for tenant_id in _tenant_ids(ctx):
        try:
            await _recount(ctx, tenant_id, Quota.ASSESSMENTS)
            await _recount(ctx, tenant_id, Quota.STORAGE_BYTES)
        except WriteConflict:
            logging.info("usage is being counted; it is counted again tomorrow", tenantId=tenant_id)


async def _tenant_ids(ctx: PlatformContext) -> AsyncIterator[str]:
    async for tenant in _all(ctx, StoreQuery("tenant", group=True)):
        yield tenant.data["id"]


async def _recount(ctx: PlatformContext, tenant_id: str, quota: Quota) -> None:
    """Write the counters of one quota anew, where they are wrong and nobody counts meanwhile."""
    root = f"tenants/{tenant_id}/"
    period = period_of(quota, ctx.now)
    shards = await ctx.documents.get_many([root + path for path in shard_paths(period)])
    amount = await (_invited(ctx, root) if quota is Quota.ASSESSMENTS else _stored(ctx, root))
    if counted(quota, shards.values()) == amount:
        return
    values = {"tenantId": tenant_id, "period": period, "schemaVersion": 1}
    writes: list[Write] = []
    for path, data in recounted(quota, amount, shards).items():
        document = shards[path]
        written: dict[str, Any] = {**data, **values}
        writes.append(Update(path, written, document.version) if document else Create(path, written))
    await ctx.documents.commit(writes)
    logging.warning("usage was counted wrong, and is right again", tenantId=tenant_id, quota=quota.value, used=amount)


async def _invited(ctx: PlatformContext, root: str) -> int:
    since = Filter("createdAt", Operator.GREATER_OR_EQUAL, month_start(ctx.now))
    return await ctx.documents.count(StoreQuery(f"{root}{INVITED_SINCE.collection}", (since,)))


async def _stored(ctx: PlatformContext, root: str) -> int:
    """Return the bytes of all files, without uploads that nobody completed."""
    complete = StoreQuery(f"{root}{UPLOADS}", (Filter("status", Operator.EQUAL, "complete"),))
    total = sum([upload.data["size"] async for upload in _all(ctx, complete)])
    cursor = None
    while True:
        listed = await ctx.outside.files.list(root, cursor=cursor)
        total += sum(file.size for file in listed.files if not file.path.startswith(f"{root}{UPLOADS}/"))
        cursor = listed.next_cursor
        if cursor is None:
            return total


async def _all(ctx: PlatformContext, query: StoreQuery) -> AsyncIterator[Document]:
    after: tuple[Any, ...] | None = None
    while True:
        found = await ctx.documents.query(StoreQuery(query.collection, query.filters, (), BATCH, after, query.group))
        for document in found:
            yield document
        if len(found) < BATCH:
            return
        after = (found[-1].path,)
