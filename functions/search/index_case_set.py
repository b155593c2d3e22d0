"""The index follows the sets of cases: an event tells which to look at, never what it says."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.case_sets import CaseSet
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.domain.cards.searching import case_set_search_entry
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CaseSetChanged, external=True)
async def index_case_set(event: CaseSetChanged, ctx: ExternalContext) -> None:
    """Keep what a set of cases is found by up to date."""

    async def read(work: UnitOfWork) -> CaseSet:
        return await CaseSetRepository(work).get(event.case_set_id)

    await ctx.search.put(case_set_search_entry(await ctx.prepare(read)))
