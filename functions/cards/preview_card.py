"""What a provider would get; nothing is asked or written."""

import asyncio
from typing import Annotated, Any

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.model import DRAFT, VersionName
from shared.domain.cards.previews import CardPreview, preview
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class PreviewCard(Request):
    """Of which version, the draft unless one is named, with which values."""

    card_id: Identifier
    version: VersionName = DRAFT
    variables: Annotated[dict[str, Any], Field(default_factory=dict)]


@command(
    "POST /v1/cards/{cardId}/preview",
    permission=Permission.CARDS_READ,
    audited=False,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def preview_card(request: PreviewCard, ctx: CommandContext) -> CardPreview:
    """Render a card's prompt with variables."""
    card = await CardRepository(ctx.work).get(request.card_id)
    number = card.number_of(request.version)
    version = await CardVersionRepository(ctx.work).named(card, str(number)) if number else card
    # A template may take all the steps that it is allowed.
    return await asyncio.to_thread(preview, version.content, request.variables)
