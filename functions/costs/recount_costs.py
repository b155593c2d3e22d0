"""The days just over are added up anew: what runs, searches and chat completions are counted under stays right."""

from datetime import date, timedelta

from shared.domain.upkeep.events import TenantUpkeepDue
from shared.errors import FailedPrecondition
from shared.observability import logging
from shared.runtime.contexts import ExternalContext
from shared.runtime.cost_recounting import TRIES, recount
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime

DAYS = 2
"""How many days before the one of the upkeep: what is told late is counted under its own day."""


@subscriber(TenantUpkeepDue, external=True, runtime=Runtime.ANALYTICS)
async def recount_costs(event: TenantUpkeepDue, ctx: ExternalContext) -> None:
    """Bring what a tenant's models cost, by day and name, in line with the entries of the days gone by."""
    today = date.fromisoformat(event.day)
    for back in range(1, DAYS + 1):
        await _recount(ctx, (today - timedelta(days=back)).isoformat())


async def _recount(ctx: ExternalContext, day: str) -> None:
    for _ in range(TRIES):
        try:
            found = await recount(ctx, day)
        except FailedPrecondition as error:
            logging.warning("costs were not added up anew", day=day, code=error.code)
            return
        if await ctx.prepare(found.repaired):
            if found.drift:
                logging.warning("costs were counted wrong, and are right again", day=day, names=len(found.drift))
            return
    logging.info("costs are being counted; they are added up the next time", day=day)
