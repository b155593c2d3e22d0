"""An archived card is neither edited nor labelled; its versions can still be read."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardChanged
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveCard(Request):
    """Which card."""

    card_id: Identifier


@command(
    "POST /v1/cards/{cardId}/archive",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    errors=(FailedPrecondition,),
)
async def archive_card(request: ArchiveCard, ctx: CommandContext) -> CardView:
    """Put a card away."""
    cards = CardRepository(ctx.work)
    card = (await cards.get(request.card_id)).archived(at=ctx.now)
    cards.save(card)
    ctx.work.emit(CardChanged(card_id=card.id))
    keep_change(ctx.work, card.id, CardChangeKind.ARCHIVED, ctx.author)
    return CardView.of(card)
