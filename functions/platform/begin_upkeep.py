"""The day's upkeep begins with one message; how many tenants there are is the messages' business."""

from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.upkeep.events import PARTITION, TenantsPageDue
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled


@scheduled(timedelta(days=1))
async def begin_upkeep(ctx: PlatformContext) -> None:
    """Have every tenant's upkeep done, page by page."""
    seed = new_seed()

    async def step(work: UnitOfWork) -> None:
        work.emit(TenantsPageDue(after=""))

    await run_unit(lambda: UnitOfWork(ctx.outside.store, PARTITION, ctx.scope, IdSequence(seed)), step)
