"""A day's entries are added up, what was counted is repaired, and both are told in one commit."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.events import CostDayReconciliationRequested
from shared.domain.model_costs.recounting import told
from shared.domain.operations import transitions
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.cost_recounting import TRIES, recount
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime

_BUSY = "costs of this day are being counted; try again when less is going on"


@subscriber(CostDayReconciliationRequested, external=True, runtime=Runtime.ANALYTICS)
async def write_cost_day_reconciliation(event: CostDayReconciliationRequested, ctx: ExternalContext) -> None:
    """Repair what was counted on a day, and tell where it differed from the day's entries."""

    async def is_over(work: UnitOfWork) -> bool:
        return (await transitions.started(work, event.operation_id)).is_over

    if await ctx.prepare(is_over):
        return
    code, message = "costs_being_counted", _BUSY
    try:
        for _ in range(TRIES):
            if await _reconciled(event, ctx):
                return
    except FailedPrecondition as error:
        code, message = error.code, error.message
    await ctx.finish(lambda work: transitions.failed(work, event.operation_id, code=code, message=message))


async def _reconciled(event: CostDayReconciliationRequested, ctx: ExternalContext) -> bool:
    found = await recount(ctx, event.day)

    async def record(work: UnitOfWork) -> bool:
        if not await found.repaired(work):
            return False
        await transitions.succeeded(work, event.operation_id, told(event.day, found.drift))
        return True

    return await ctx.prepare(record)
