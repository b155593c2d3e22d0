"""What could be better about a prompt, told by rules: no model is asked and nothing is written."""

import asyncio
from typing import Annotated, Any

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.analysis import CardAnalysis, analysed
from shared.domain.cards.model import DRAFT, VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AnalyseCard(Request):
    """Which version, the draft unless one is named; values to render it with; how long answers are, in tokens."""

    card_id: Identifier
    version: VersionName = DRAFT
    variables: Annotated[dict[str, Any], Field(default_factory=dict)]
    output_tokens: Annotated[int, Field(ge=0, le=1_000_000)] = 300


@command(
    "POST /v1/cards/{cardId}/analysis",
    permission=Permission.CARDS_READ,
    audited=False,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def analyse_card(request: AnalyseCard, ctx: CommandContext) -> CardAnalysis:
    """Analyse a card's prompt: its size, its cost by provider, and suggestions with their reasons."""
    card = await CardRepository(ctx.work).get(request.card_id)
    number = card.number_of(request.version)
    version = await CardVersionRepository(ctx.work).named(card, str(number)) if number else card
    return await asyncio.to_thread(
        analysed, version.content, request.variables, output_tokens=request.output_tokens, on=ctx.now.date()
    )
