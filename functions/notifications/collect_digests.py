"""Every few minutes, since it is always eight o'clock somewhere; what waits goes into digests, each in one commit."""

from datetime import timedelta

from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.notifications.digests import (
    MAX_TOLD,
    SHARDS,
    WAITING,
    WAITING_OF_MEMBER,
    Digest,
    DigestItemRepository,
    DigestRepository,
)
from shared.domain.notifications.events import DigestDue
from shared.domain.notifications.model import KEPT_FOR
from shared.errors import Aborted, DependencyUnavailable
from shared.ids import IdSequence, new_seed
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

BATCH = 200
MAX_BATCHES = 20


@scheduled(timedelta(minutes=15), local_every=timedelta(minutes=1))
async def collect_digests(ctx: PlatformContext) -> None:
    """Make a digest of what waits, for each member whose hour has come."""
    for shard in range(SHARDS):
        filters = (*WAITING.filters({"shard": shard}), Filter("dueAt", Operator.LESS_OR_EQUAL, ctx.now))
        query = StoreQuery(WAITING.collection, filters, (Order("dueAt"),), BATCH, group=True)
        for _ in range(MAX_BATCHES):
            waiting = await ctx.documents.query(query)
            members = dict.fromkeys((each.path.split("/")[1], str(each.data["memberId"])) for each in waiting)
            if not any([await _collect(ctx, tenant_id, member_id) for tenant_id, member_id in members]):
                break


async def _collect(ctx: PlatformContext, tenant_id: str, member_id: str) -> bool:
    """Make one member's digest; False where nothing came of it, which stops no other."""
    seed = new_seed()

    def unit() -> UnitOfWork:
        return UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed))

    async def step(work: UnitOfWork) -> int:
        items = DigestItemRepository(work)
        filters = (
            *WAITING_OF_MEMBER.filters({"memberId": member_id}),
            Filter("dueAt", Operator.LESS_OR_EQUAL, ctx.now),
        )
        found = await work.query(StoreQuery(items.collection, filters, (Order("dueAt"),), MAX_TOLD))
        waiting = [each for each in await items.get_many([str(one.data["id"]) for one in found]) if each]
        if waiting:
            digest = Digest(
                id=work.new_id(),
                member_id=member_id,
                occasions=tuple(each.occasion for each in sorted(waiting, key=lambda each: each.created_at)),
                created_at=ctx.now,
                expires_at=ctx.now + KEPT_FOR,
            )
            DigestRepository(work).add(digest)
            for each in waiting:
                items.remove(each)
            work.emit(DigestDue(digest_id=digest.id))
        return len(waiting)

    try:
        count, _ = await run_unit(unit, step)
    except (Aborted, DependencyUnavailable) as error:
        logging.warning("a digest could not be collected yet", tenantId=tenant_id, reason=error.message)
        return False
    return count > 0
