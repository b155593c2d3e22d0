"""Audit entries get their places in their tenant's tree: many of them in one commit, each exactly once.

A commit moves the head on and marks its entries, all at the versions that were read. Of two that sequence the same log
one loses and begins again; a kill leaves a batch done or not begun.
"""

from datetime import timedelta

from shared.data.query import QueryShape
from shared.data.store import Filter, Operator, Order, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.audit.tree import append
from shared.engines.merkle.tree import leaf_hash
from shared.errors import Aborted, DependencyUnavailable
from shared.ids import IdSequence, new_seed
from shared.observability import logging
from shared.observability.audit import COLLECTION, SHARDS, canonical_record
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

PENDING = QueryShape(
    COLLECTION, equals=("pendingShard",), sorts=(("at",),), ranges=("at",), required=("pendingShard",), group=True
)
PENDING_OF_TENANT = QueryShape(COLLECTION, equals=("pendingShard",), sorts=(("at",),), ranges=("at",))
BATCH = 200
MAX_BATCHES = 20


@scheduled(timedelta(minutes=1), local_every=timedelta(seconds=5))
async def sequence_audit_entries(ctx: PlatformContext) -> None:
    """Sequence the entries that wait, oldest first."""
    for shard in range(SHARDS):
        for _ in range(MAX_BATCHES):
            waiting = await ctx.documents.query(_pending(shard, group=True))
            tenant_ids = dict.fromkeys(document.path.split("/")[1] for document in waiting)
            if not any([await _sequence_tenant(ctx, tenant_id, shard) for tenant_id in tenant_ids]):
                break


async def _sequence_tenant(ctx: PlatformContext, tenant_id: str, shard: int) -> bool:
    """Sequence one batch; False where nothing came of it, which stops no other tenant."""
    seed = new_seed()

    def unit() -> UnitOfWork:
        return UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed))

    async def step(work: UnitOfWork) -> int:
        waiting = await work.query(_pending(shard))
        if waiting:
            leaves = [leaf_hash(canonical_record(document.data)) for document in waiting]
            first = await append(work, leaves, ctx.config)
            for index, document in enumerate(waiting, first):
                kept = {name: value for name, value in document.data.items() if name != "pendingShard"}
                work.update(f"{COLLECTION}/{document.path.rpartition('/')[2]}", {**kept, "index": index})
        return len(waiting)

    try:
        count, _ = await run_unit(unit, step)
    except (Aborted, DependencyUnavailable) as error:
        logging.warning("audit entries could not be sequenced yet", tenant=tenant_id, reason=error.message)
        return False
    except Exception as error:
        logging.error("audit entries can't be sequenced", error, tenant=tenant_id)
        return False
    return count > 0


def _pending(shard: int, *, group: bool = False) -> StoreQuery:
    filters = (Filter("pendingShard", Operator.EQUAL, shard),)
    return StoreQuery(COLLECTION, filters, (Order("at"),), BATCH, group=group)
