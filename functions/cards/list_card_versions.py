"""The history of a card."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.repository import CARD_VERSION_LIST, CardRepository, CardVersionRepository
from shared.domain.cards.schemas import CardVersionSummary
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListCardVersions(ListRequest):
    """Of which card."""

    card_id: Identifier


@query(
    "GET /v1/cards/{cardId}/versions",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    lists=CARD_VERSION_LIST,
)
async def list_card_versions(request: ListCardVersions, ctx: QueryContext) -> Page[CardVersionSummary]:
    """List a card's versions, the latest first."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    page = await CardVersionRepository(ctx.reads).page(CARD_VERSION_LIST, request.page(), {"cardId": card.id})
    return page.with_items([CardVersionSummary.of(version, card.labels) for version in page.items])
