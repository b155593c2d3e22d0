"""The prompt cards of a tenant."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.model import CardStatus
from shared.domain.cards.repository import CARD_LIST, CardRepository
from shared.domain.cards.schemas import CardSummary
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListCards(ListRequest):
    """Which cards: those in use unless another status is asked for."""

    status: CardStatus = CardStatus.ACTIVE
    tag: Label | None = None
    provider: Identifier | None = None
    created_by: Identifier | None = None


@query("GET /v1/cards", permission=Permission.CARDS_READ, lists=CARD_LIST)
async def list_cards(request: ListCards, ctx: QueryContext) -> Page[CardSummary]:
    """List prompt cards, newest first."""
    equals = {
        "status": request.status,
        "content.tags": request.tag,
        "content.provider.provider": request.provider,
        "createdBy": request.created_by,
    }
    page = await CardRepository(ctx.reads).page(CARD_LIST, request.page(), equals)
    return page.with_items([CardSummary.of(card) for card in page.items])
