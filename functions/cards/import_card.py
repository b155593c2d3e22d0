"""A card that was exported, or written by hand, becomes a card of its own."""

import asyncio
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.content import CardContent
from shared.domain.cards.documents import from_yaml
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import Card
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.engines.records.documents import MAX_CHARACTERS
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Nested, Request, bind_value


class ImportCard(Request):
    """A card's content as YAML."""

    yaml: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARACTERS)]


class Imported(Nested):
    """The content that the YAML holds."""

    content: CardContent


@command("POST /v1/cards/import", permission=Permission.CARDS_WRITE, idempotent=True, status=201)
async def import_card(request: ImportCard, ctx: CommandContext) -> CardView:
    """Create a prompt card from YAML."""
    # A long document takes seconds to read.
    data = await asyncio.to_thread(from_yaml, request.yaml)
    content = bind_value(Imported, {"content": data}).content
    card = Card(id=ctx.new_id(), content=content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now)
    CardRepository(ctx.work).add(card)
    ctx.work.emit(CardChanged(card_id=card.id))
    keep_change(ctx.work, card.id, CardChangeKind.CREATED, ctx.author)
    ctx.work.about(cardId=card.id)
    return CardView.of(card)
