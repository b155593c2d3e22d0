"""Candidates by name and e-mail address."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.invitations.candidates import SEARCH_KIND
from shared.domain.invitations.repository import CandidateRepository
from shared.domain.invitations.schemas import CandidateView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import SearchRequest


class SearchCandidates(SearchRequest):
    """The words of a name or an address."""


@query("GET /v1/search/candidates", permission=Permission.INVITATIONS_READ, audited=True)
async def search_candidates(request: SearchCandidates, ctx: QueryContext) -> Page[CandidateView]:
    """Find candidates by words, beginnings of words and words with a typo, the best match first."""
    hits = await ctx.search.find(SEARCH_KIND, request.q, {})
    scope = {"search": SEARCH_KIND, "q": request.q}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    candidates = await CandidateRepository(ctx.reads).get_many([hit.id for hit in page.items])
    return page.with_items([CandidateView.of(candidate) for candidate in candidates if candidate is not None])
