"""A label that is removed leaves its version where it is."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardLabelMoved
from shared.domain.cards.model import VersionLabel
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveCardLabel(Request):
    """Which label."""

    card_id: Identifier
    label: VersionLabel


@command(
    "DELETE /v1/cards/{cardId}/labels/{label}",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(CardRepository, "card_id"),
    errors=(NotFound, FailedPrecondition),
)
async def remove_card_label(request: RemoveCardLabel, ctx: CommandContext) -> CardView:
    """Remove a label from a card."""
    cards = CardRepository(ctx.work)
    card = (await cards.get(request.card_id)).without_label(request.label, at=ctx.now)
    cards.save(card)
    ctx.work.emit(CardLabelMoved(card_id=card.id, label=request.label, version=0))
    keep_change(ctx.work, card.id, CardChangeKind.LABEL_REMOVED, ctx.author, label=request.label)
    return CardView.of(card)
