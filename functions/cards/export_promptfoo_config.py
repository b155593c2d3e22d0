"""A card and the set it is tested on, for promptfoo; the answer tells what a config can't say."""

import asyncio
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.model import DRAFT, VersionName
from shared.domain.cards.promptfoo_exports import WrittenConfig, write_config
from shared.domain.cards.repository import (
    CardRepository,
    CardVersionRepository,
    CaseSetRepository,
    CaseSetVersionRepository,
)
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ExportPromptfooConfig(Request):
    """Which card and which set, their drafts unless versions are named."""

    card_id: Identifier
    version: VersionName = DRAFT
    case_set_id: Identifier
    case_set_version: Annotated[int, Field(ge=1)] | None = None


@query(
    "GET /v1/cards/{cardId}/promptfoo-config",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", tagged=False),
    errors=(NotFound,),
)
async def export_promptfoo_config(request: ExportPromptfooConfig, ctx: QueryContext) -> WrittenConfig:
    """Get a card and a set of cases as a promptfoo config."""
    card = await CardRepository(ctx.reads).get(request.card_id)
    number = card.number_of(request.version)
    source = await CardVersionRepository(ctx.reads).named(card, str(number)) if number else card
    case_set = await CaseSetRepository(ctx.reads).get(request.case_set_id)
    cases = await CaseSetVersionRepository(ctx.reads).of(case_set, request.case_set_version)
    # Thousands of cases take a second to write.
    return await asyncio.to_thread(write_config, source.content, cases.content)
