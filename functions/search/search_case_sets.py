"""Sets of cases by the words of their names, tags and descriptions; a moment ago's change may not be found yet."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.cards.case_sets import CaseSetSummary
from shared.domain.cards.model import CardStatus
from shared.domain.cards.repository import CaseSetRepository
from shared.domain.cards.searching import CASE_SET_SEARCH_KIND
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import SearchRequest


class SearchCaseSets(SearchRequest):
    """The words, and which sets."""

    status: CardStatus | None = None
    tag: Label | None = None


@query("GET /v1/search/case-sets", permission=Permission.CARDS_READ)
async def search_case_sets(request: SearchCaseSets, ctx: QueryContext) -> Page[CaseSetSummary]:
    """Find sets of cases by words, beginnings of words and words with a typo, the best match first."""
    facets = {"status": request.status, "tag": request.tag}
    hits = await ctx.search.find(CASE_SET_SEARCH_KIND, request.q, facets)
    scope = {"search": CASE_SET_SEARCH_KIND, "q": request.q, **facets}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    sets = await CaseSetRepository(ctx.reads).get_many([hit.id for hit in page.items])
    return page.with_items([CaseSetSummary.of(each) for each in sets if each is not None])
