"""The index follows the candidates, also when one is erased."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.candidates import SEARCH_KIND, Candidate, search_entry
from shared.domain.invitations.events import CandidateChanged
from shared.domain.invitations.repository import CandidateRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CandidateChanged, external=True)
async def index_candidate(event: CandidateChanged, ctx: ExternalContext) -> None:
    """Keep what a candidate is found by up to date."""

    async def read(work: UnitOfWork) -> Candidate | None:
        return await CandidateRepository(work).find(event.candidate_id)

    candidate = await ctx.prepare(read)
    if candidate is None:
        await ctx.search.remove(SEARCH_KIND, event.candidate_id)
    else:
        await ctx.search.put(search_entry(candidate, as_of=ctx.now))
