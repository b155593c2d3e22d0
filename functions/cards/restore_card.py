"""A card that was archived is in use again."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardChanged
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreCard(Request):
    """Which card."""

    card_id: Identifier


@command(
    "POST /v1/cards/{cardId}/restore",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    errors=(FailedPrecondition,),
)
async def restore_card(request: RestoreCard, ctx: CommandContext) -> CardView:
    """Take an archived card back into use."""
    cards = CardRepository(ctx.work)
    card = (await cards.get(request.card_id)).restored(at=ctx.now)
    cards.save(card)
    ctx.work.emit(CardChanged(card_id=card.id))
    keep_change(ctx.work, card.id, CardChangeKind.RESTORED, ctx.author)
    return CardView.of(card)
