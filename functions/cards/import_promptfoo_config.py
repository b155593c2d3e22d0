"""A promptfoo config becomes a card for each prompt and a set of its tests; the answer tells what was left out."""

import asyncio
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSet
from shared.domain.cards.changes import CardChangeKind
from shared.domain.cards.events import CardChanged, CaseSetChanged
from shared.domain.cards.model import Card
from shared.domain.cards.promptfoo import Finding, read_config
from shared.domain.cards.repository import CardRepository, CaseSetRepository, keep_change
from shared.engines.records.documents import MAX_CHARACTERS
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ImportPromptfooConfig(Request):
    """What a `promptfooconfig.yaml` holds."""

    yaml: Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARACTERS)]


class ImportedConfig(FrozenModel):
    """The ids of what was made, and each part of the config that has no place in it, by line."""

    card_ids: tuple[str, ...]
    case_set_id: str
    cases: int
    findings: tuple[Finding, ...]


@command("POST /v1/promptfoo-configs/import", permission=Permission.CARDS_WRITE, idempotent=True, status=201)
async def import_promptfoo_config(request: ImportPromptfooConfig, ctx: CommandContext) -> ImportedConfig:
    """Create cards and a set of cases from a promptfoo config."""
    # A long document takes seconds to read.
    config = await asyncio.to_thread(read_config, request.yaml)
    now, author = ctx.now, ctx.author
    case_set = CaseSet(id=ctx.new_id(), content=config.case_set, created_by=author, created_at=now, updated_at=now)
    CaseSetRepository(ctx.work).add(case_set)
    ctx.work.emit(CaseSetChanged(case_set_id=case_set.id))
    cards = [
        Card(id=ctx.new_id(), content=content, created_by=author, created_at=now, updated_at=now)
        for content in config.cards
    ]
    for card in cards:
        CardRepository(ctx.work).add(card)
        ctx.work.emit(CardChanged(card_id=card.id))
        keep_change(ctx.work, card.id, CardChangeKind.CREATED, author)
    ctx.work.about(caseSetId=case_set.id)
    findings = tuple(sorted(config.findings, key=lambda each: each.line))
    return ImportedConfig(
        card_ids=tuple(card.id for card in cards),
        case_set_id=case_set.id,
        cases=len(case_set.content.cases),
        findings=findings,
    )
