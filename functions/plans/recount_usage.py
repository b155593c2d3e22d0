"""Counters drift where somebody repairs data by hand; what can be counted is counted again every day.

CPU time can't be: its counter stays. A quota whose counters change meanwhile is left for the next day.
"""

from collections.abc import AsyncIterator
from typing import Any

from shared.data.query import QueryShape
from shared.data.store import Document, Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.plans.model import Quota, month_start, period_of
from shared.domain.plans.usage import counted, recounted, shard_paths
from shared.domain.upkeep.events import TenantUpkeepDue
from shared.observability import logging
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

BATCH = 100
INVITED_SINCE = QueryShape("invitations", sorts=(("createdAt",),), ranges=("createdAt",))
UPLOADS = "uploads"
NOT_COUNTED = ("uploads/", "backups/")
"""Uploads are counted by their documents; backups are the platform's to keep."""


@subscriber(TenantUpkeepDue, external=True)
async def recount_usage(event: TenantUpkeepDue, ctx: ExternalContext) -> None:
    """Bring a tenant's counters in line with what there is."""
    await _recount(ctx, Quota.ASSESSMENTS)
    await _recount(ctx, Quota.STORAGE_BYTES)


async def _recount(ctx: ExternalContext, quota: Quota) -> None:
    """Write the counters of one quota anew, where they are wrong and nobody counts meanwhile."""
    period = period_of(quota, ctx.now)
    paths = shard_paths(period)
    before = await ctx.prepare(lambda work: work.get_many(paths))
    amount = await (ctx.prepare(_invited) if quota is Quota.ASSESSMENTS else _stored(ctx))
    if counted(quota, before) == amount:
        return

    async def write(work: UnitOfWork) -> bool:
        shards = dict(zip(paths, await work.get_many(paths), strict=True))
        if [_version(each) for each in shards.values()] != [_version(each) for each in before]:
            return False
        for path, data in recounted(quota, amount, shards).items():
            written = {**data, "period": period, "schemaVersion": 1}
            if shards[path]:
                work.update(path, written)
            else:
                work.create(path, written)
        return True

    if await ctx.prepare(write):
        logging.warning("usage was counted wrong, and is right again", quota=quota.value, used=amount)
    else:
        logging.info("usage is being counted; it is counted again tomorrow", quota=quota.value)


async def _invited(work: UnitOfWork) -> int:
    since = Filter("createdAt", Operator.GREATER_OR_EQUAL, month_start(work.now))
    return await work.count(StoreQuery(INVITED_SINCE.collection, (since,)))


async def _stored(ctx: ExternalContext) -> int:
    """Return the bytes of all files, without uploads that nobody completed, and without backups."""
    total = sum([upload.data["size"] async for upload in _complete_uploads(ctx)])
    root = await ctx.prepare(_root)
    cursor = None
    while True:
        listed = await ctx.outside.files.list(root, cursor=cursor)
        total += sum(file.size for file in listed.files if not file.path.removeprefix(root).startswith(NOT_COUNTED))
        cursor = listed.next_cursor
        if cursor is None:
            return total


async def _complete_uploads(ctx: ExternalContext) -> AsyncIterator[Document]:
    complete = (Filter("status", Operator.EQUAL, "complete"),)
    after: tuple[Any, ...] | None = None
    while True:
        page = StoreQuery(UPLOADS, complete, (), BATCH, after)
        found = await ctx.prepare(lambda work, page=page: work.query(page))
        for document in found:
            yield document
        if len(found) < BATCH:
            return
        after = (found[-1].path,)


async def _root(work: UnitOfWork) -> str:
    return work.absolute("")


def _version(document: Document | None) -> str | None:
    return document.version if document else None
