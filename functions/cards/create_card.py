"""Cards begin as drafts without a version."""

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.content import CardContent
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import Card
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateCard(Request):
    """The content of a new card."""

    content: CardContent


@command("POST /v1/cards", permission=Permission.CARDS_WRITE, idempotent=True, status=201)
async def create_card(request: CreateCard, ctx: CommandContext) -> CardView:
    """Create a prompt card."""
    card = Card(id=ctx.new_id(), content=request.content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now)
    CardRepository(ctx.work).add(card)
    ctx.work.emit(CardChanged(card_id=card.id))
    keep_change(ctx.work, card.id, CardChangeKind.CREATED, ctx.author)
    ctx.work.about(cardId=card.id)
    return CardView.of(card)
