"""One version of a card: whoever asks for a label gets what it is on now."""

from shared.auth.permissions import Permission
from shared.domain.cards.model import VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.domain.cards.schemas import CardVersionView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCardVersion(Request):
    """Which version: its number, a label, or `latest`."""

    card_id: Identifier
    version: VersionName


@query(
    "GET /v1/cards/{cardId}/versions/{version}",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def get_card_version(request: GetCardVersion, ctx: QueryContext) -> CardVersionView:
    """Get a version of a card."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    return CardVersionView.of(await CardVersionRepository(ctx.reads).named(card, request.version))
