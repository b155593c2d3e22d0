"""Drafts are edited by merge patch; saved versions stay as they are."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.cards.changes import CardChangeKind, changed_fields
from shared.domain.cards.content import CardContent
from shared.domain.cards.events import CardChanged
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class UpdateCard(Request):
    """What changes of the draft, a merge patch."""

    card_id: Identifier
    content: dict[str, Any]


class Patched(Nested):
    """The content once it is patched."""

    content: CardContent


@command(
    "PATCH /v1/cards/{cardId}",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    errors=(FailedPrecondition,),
)
async def update_card(request: UpdateCard, ctx: CommandContext) -> CardView:
    """Change a card's draft."""
    cards = CardRepository(ctx.work)
    card = await cards.get(request.card_id)
    patched = merge_patch(card.content.to_data(), request.content)
    edited = card.edited(bind_value(Patched, {"content": patched}).content, at=ctx.now)
    cards.save(edited)
    ctx.work.emit(CardChanged(card_id=edited.id))
    fields = changed_fields(card.content, edited.content)
    if fields:
        keep_change(ctx.work, card.id, CardChangeKind.DRAFT_EDITED, ctx.author, fields=fields)
    return CardView.of(edited)
