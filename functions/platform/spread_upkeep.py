"""One page of tenants, each told in its own partition; a kill repeats a page, which harms nothing."""

from shared.data.store import StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.upkeep.events import TenantsPageDue, TenantUpkeepDue
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 50


@subscriber(TenantsPageDue, external=True)
async def spread_upkeep(event: TenantsPageDue, ctx: ExternalContext) -> None:
    """Tell a page of tenants that their upkeep is due, and ask for the next page."""
    after = (event.after,) if event.after else None
    page = await ctx.outside.store.query(StoreQuery("tenant", (), (), PAGE, after, group=True))
    for tenant in page:
        await _tell(ctx, str(tenant.data["id"]))

    async def continued(work: UnitOfWork) -> None:
        if len(page) == PAGE:
            work.emit(TenantsPageDue(after=page[-1].path))

    await ctx.finish(continued)


async def _tell(ctx: ExternalContext, tenant_id: str) -> None:
    seed = new_seed()

    async def step(work: UnitOfWork) -> None:
        work.emit(TenantUpkeepDue(day=ctx.now.date().isoformat()))

    await run_unit(lambda: UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed)), step)
