"""A day's costs are added up anew, entry by entry, and repaired where what was counted is something else."""

from dataclasses import dataclass

from shared.data.pagination import Page, PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.model import CostEntry, CostKind
from shared.domain.model_costs.recounting import Drift, Sums, counted, drifts, repair, summed, versions
from shared.domain.model_costs.repository import COST_ENTRY_LIST, CostEntryRepository, ModelCostRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext

TRIES = 3
"""How often a day is added up on which something is counted meanwhile."""

_PAGE = 100
_MAX_COUNTERS = 20_000


@dataclass(frozen=True, slots=True)
class Recount:
    """A day's drift as it was found; `seen` are the versions of what was counted before its entries were read."""

    day: str
    drift: list[Drift]
    seen: list[str | None]

    async def repaired(self, work: UnitOfWork) -> bool:
        """Repair the drift; return False, having done nothing, where something was counted since."""
        if not self.drift:
            return True
        if await versions(work, self.day) != self.seen:
            return False
        await repair(work, self.day, self.drift)
        return True


async def recount(ctx: ExternalContext, day: str) -> Recount:
    """Hold what was counted on a day against its entries; raise FailedPrecondition for more than can be read."""

    async def held(work: UnitOfWork) -> tuple[list[str | None], Sums]:
        seen, costs = await versions(work, day), ModelCostRepository(work)
        found = [each for kind in CostKind for each in await costs.of_days(kind, day, day, limit=_MAX_COUNTERS)]
        if len(found) >= _MAX_COUNTERS:
            raise FailedPrecondition("more was counted on this day than can be added up", code="day_too_large")
        return seen, counted(found)

    seen, sums = await ctx.prepare(held)
    entries: Sums = {}
    cursor: str | None = None
    while True:
        page = await ctx.prepare(lambda work, cursor=cursor: _page(work, day, cursor))
        entries = summed(page.items, entries)
        cursor = page.next_cursor
        if cursor is None:
            return Recount(day, drifts(sums, entries), seen)


async def _page(work: UnitOfWork, day: str, cursor: str | None) -> Page[CostEntry]:
    return await CostEntryRepository(work).page(COST_ENTRY_LIST, PageRequest(_PAGE, cursor), {"day": day})
