"""A better prompt, searched on one part of a set of cases and judged by the other."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.analysis import suggestions_of, written
from shared.domain.cards.content import CardContent, ProviderSettings
from shared.domain.cards.model import LATEST, VersionName
from shared.domain.cards.repository import CardRepository, CaseSetRepository
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import SuiteBudget
from shared.domain.suite_runs.model import MAX_BUDGET_CENTS, NANOS_PER_CENT
from shared.domain.suite_runs.optimisations import (
    MAX_REWRITES,
    MAX_TRIALS,
    OPTIMISATION_KIND,
    CandidatePrompt,
    CardOptimisation,
    case_keys_of,
    parts_of,
    require_short,
)
from shared.domain.suite_runs.repository import CardOptimisationRepository, SuiteBudgetRepository
from shared.domain.suite_runs.schemas import CardOptimisationView
from shared.engines.prompt_search.edits import edited
from shared.engines.prompt_search.halving import planned
from shared.errors import FailedPrecondition, NotFound, ResourceExhausted
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.model_budgets import require_budgets
from shared.runtime.requests import Identifier, Request
from shared.runtime.suite_execution import SuiteContent, content_of
from shared.runtime.suite_requests import card_number, card_target, needs_sandbox, require_keys, set_number, target_of


class OptimiseCard(Request):
    """What is to be better at what: in so many trials of one prompt on one case, and for so many cents of US dollars.

    Without a `provider` the card's own model is asked. A `rewriter` writes `rewrites` candidates beside those that
    rules make. With the same `seed` the same cases are held out, so that later searches are not tuned on them.
    """

    card_id: Identifier
    card_version: VersionName = LATEST
    case_set_id: Identifier
    case_set_version: Annotated[int, Field(ge=1)] | None = None
    provider: ProviderSettings | None = None
    judge: ProviderSettings | None = None
    rewriter: ProviderSettings | None = None
    rewrites: Annotated[int, Field(ge=1, le=MAX_REWRITES)] = 4
    max_trials: Annotated[int, Field(ge=1, le=MAX_TRIALS)] = 500
    budget_cents: Annotated[int, Field(ge=1, le=MAX_BUDGET_CENTS)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**31)] = 0


@command(
    "POST /v1/cards/{cardId}/optimisations",
    permission=Permission.CARDS_RUN,
    idempotent=True,
    loads=Loads(
        CardRepository,
        "card_id",
        beside=lambda request: [CaseSetRepository.path(request.case_set_id)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition, ResourceExhausted),
    status=202,
)
async def optimise_card(request: OptimiseCard, ctx: CommandContext) -> CardOptimisationView:
    """Search a better prompt for a card; the operation with the search's id tells how far it is."""
    card = await CardRepository(ctx.work).get(request.card_id)
    number = card_number(card, request.card_version)
    case_set = await CaseSetRepository(ctx.work).get(request.case_set_id)
    search = CardOptimisation(
        id=ctx.new_id(),
        card_id=card.id,
        card_version=number,
        case_set_id=case_set.id,
        case_set_version=set_number(case_set, request.case_set_version),
        target=target_of(request.provider) if request.provider else await card_target(ctx.work, card, number),
        judge=target_of(request.judge) if request.judge else None,
        rewriter=target_of(request.rewriter) if request.rewriter else None,
        max_trials=request.max_trials,
        budget_cents=request.budget_cents,
        seed=request.seed,
        candidates=(),
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await require_keys(ctx.work, search.providers)
    await require_budgets(ctx.work, search.card_id, search.providers, at=ctx.now)
    prepared = _prepared(search, await content_of(ctx.work, search), request.rewrites)
    CardOptimisationRepository(ctx.work).add(prepared)
    if prepared.budget_cents is not None:
        limit = SuiteBudget(id=prepared.id, limit_nanos=prepared.budget_cents * NANOS_PER_CENT)
        SuiteBudgetRepository(ctx.work).add(limit)
    begun(ctx.work, id=prepared.id, kind=OPTIMISATION_KIND, subject_id=prepared.id, created_by=ctx.author)
    ctx.work.emit(SuiteRunRequested(run_id=prepared.id))
    return CardOptimisationView.of(prepared)


def _prepared(search: CardOptimisation, content: SuiteContent, rewrites: int) -> CardOptimisation:
    """Return the search with what rules make of the prompt; raise FailedPrecondition where it can't end well."""
    sandboxed = needs_sandbox(content.cases)
    candidates = _by_rules(content.card)
    wanted = len(candidates) + (rewrites if search.rewriter else 0)
    if wanted < 2:
        raise FailedPrecondition("no rule changes this prompt: name a model that rewrites it", code="nothing_to_try")
    parts = parts_of(case_keys_of([case.number for case in content.cases]), search.seed)
    # What the trials don't suffice for need not be written.
    room = planned(parts, wanted, search.max_trials).candidates - len(candidates)
    return search.with_(candidates=candidates, rewrites=max(0, room) if search.rewriter else 0, sandboxed=sandboxed)


def _by_rules(card: CardContent) -> tuple[CandidatePrompt, ...]:
    found = tuple(CandidatePrompt.of(each) for each in edited(written(card), suggestions_of(card)))
    require_short(found[0].templates)
    return tuple(each for each in found if all(each.templates))
