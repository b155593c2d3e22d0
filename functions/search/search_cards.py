"""Cards by the words of their names, tags and prompts; a moment ago's change may not be found yet."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, page_of
from shared.domain.cards.model import CardStatus
from shared.domain.cards.repository import CardRepository
from shared.domain.cards.schemas import CardSummary
from shared.domain.cards.searching import SEARCH_KIND
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, SearchRequest


class SearchCards(SearchRequest):
    """The words, and which cards."""

    status: CardStatus | None = None
    tag: Label | None = None
    provider: Identifier | None = None


@query("GET /v1/search/cards", permission=Permission.CARDS_READ)
async def search_cards(request: SearchCards, ctx: QueryContext) -> Page[CardSummary]:
    """Find prompt cards by words, beginnings of words and words with a typo, the best match first."""
    facets = {"status": request.status, "tag": request.tag, "provider": request.provider}
    hits = await ctx.search.find(SEARCH_KIND, request.q, facets)
    scope = {"search": SEARCH_KIND, "q": request.q, **facets}
    page = page_of(hits, request.page(), ctx.reads.tenant_id, scope, lambda hit: [-hit.score, hit.id])
    cards = await CardRepository(ctx.reads).get_many([hit.id for hit in page.items])
    return page.with_items([CardSummary.of(card) for card in cards if card is not None])
