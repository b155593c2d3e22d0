"""One card, for its authors."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.cards.schemas import CardView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCard(Request):
    """Which card."""

    card_id: Identifier


@query(
    "GET /v1/cards/{cardId}",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id"),
)
async def get_card(request: GetCard, ctx: QueryContext) -> CardView:
    """Get a card with its draft and labels."""
    return CardView.of(await CardRepository(ctx.reads).get(request.card_id))
