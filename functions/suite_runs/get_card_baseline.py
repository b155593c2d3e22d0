"""Which run a card's next ones are held against."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.suite_runs.repository import BaselineRepository
from shared.domain.suite_runs.schemas import BaselineView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCardBaseline(Request):
    """Of which card."""

    card_id: Identifier


@query(
    "GET /v1/cards/{cardId}/baseline",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def get_card_baseline(request: GetCardBaseline, ctx: QueryContext) -> BaselineView:
    """Get a card's baseline."""
    return BaselineView.of(await BaselineRepository(ctx.reads).get(request.card_id))
