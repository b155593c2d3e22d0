"""A version of a card on a version of a set of cases; `begin_suite_run` opens its lanes, one message makes each try."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.content import ProviderSettings
from shared.domain.cards.model import LATEST, Card, VersionName
from shared.domain.cards.repository import CardRepository, CaseSetRepository
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.events import SuiteRunRequested
from shared.domain.suite_runs.limits import SuiteBudget
from shared.domain.suite_runs.model import (
    KIND,
    MAX_BUDGET_CENTS,
    MAX_REPEATS,
    MAX_TARGETS,
    MAX_TRIES,
    NANOS_PER_CENT,
    Gate,
    SuiteRun,
)
from shared.domain.suite_runs.repository import BaselineRepository, SuiteBudgetRepository, SuiteRunRepository
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.errors import FailedPrecondition, InvalidInput, NotFound, ResourceExhausted
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.model_budgets import require_budgets
from shared.runtime.requests import Identifier, Request
from shared.runtime.suite_execution import SuiteContent, content_of
from shared.runtime.suite_requests import card_number, card_target, needs_sandbox, require_keys, set_number, target_of


class RunSuite(Request):
    """What is run on what; without `providers` the card's own model is asked, without a version the latest is.

    `judge` decides the judged assertions that name no model. A `budgetCents` of US dollars ends the run before a call
    that it doesn't pay for. The gate is held against the card's baseline.
    """

    card_id: Identifier
    card_version: VersionName = LATEST
    case_set_id: Identifier
    case_set_version: Annotated[int, Field(ge=1)] | None = None
    providers: Annotated[tuple[ProviderSettings, ...], Field(max_length=MAX_TARGETS)] = ()
    judge: ProviderSettings | None = None
    repeats: Annotated[int, Field(ge=1, le=MAX_REPEATS)] = 1
    use_cache: bool = True
    budget_cents: Annotated[int, Field(ge=1, le=MAX_BUDGET_CENTS)] | None = None
    gate: Gate | None = None


@command(
    "POST /v1/cards/{cardId}/runs",
    permission=Permission.CARDS_RUN,
    idempotent=True,
    loads=Loads(
        CardRepository,
        "card_id",
        beside=lambda request: [CaseSetRepository.path(request.case_set_id), BaselineRepository.path(request.card_id)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition, ResourceExhausted),
    status=202,
)
async def run_suite(request: RunSuite, ctx: CommandContext) -> SuiteRunView:
    """Run a card on a set of cases; the operation with the run's id tells how far it is."""
    card = await CardRepository(ctx.work).get(request.card_id)
    number = card_number(card, request.card_version)
    case_set = await CaseSetRepository(ctx.work).get(request.case_set_id)
    baseline = await BaselineRepository(ctx.work).find(card.id)
    run = SuiteRun(
        id=ctx.new_id(),
        card_id=card.id,
        card_version=number,
        case_set_id=case_set.id,
        case_set_version=set_number(case_set, request.case_set_version),
        targets=await _targets(request, card, number, ctx),
        judge=target_of(request.judge) if request.judge else None,
        repeats=request.repeats,
        use_cache=request.use_cache,
        budget_cents=request.budget_cents,
        gate=request.gate,
        baseline_run_id=baseline.run_id if baseline else None,
        baseline_repeats=baseline.repeats if baseline else 0,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await require_keys(ctx.work, run.providers)
    await require_budgets(ctx.work, run.card_id, run.providers, at=ctx.now)
    content = await content_of(ctx.work, run)
    sandboxed = needs_sandbox(content.cases)
    planned = run.with_(groups=_groups(run, content), sandboxed=sandboxed)
    SuiteRunRepository(ctx.work).add(planned)
    if planned.budget_cents is not None:
        budget = SuiteBudget(id=planned.id, limit_nanos=planned.budget_cents * NANOS_PER_CENT)
        SuiteBudgetRepository(ctx.work).add(budget)
    begun(ctx.work, id=planned.id, kind=KIND, subject_id=planned.id, created_by=ctx.author)
    ctx.work.emit(SuiteRunRequested(run_id=planned.id))
    ctx.work.about(suiteRunId=planned.id)
    return SuiteRunView.of(planned)


async def _targets(request: RunSuite, card: Card, number: int, ctx: CommandContext) -> tuple[Target, ...]:
    if request.providers:
        return tuple(target_of(each) for each in request.providers)
    return (await card_target(ctx.work, card, number),)


def _groups(run: SuiteRun, content: SuiteContent) -> int:
    groups = len(content.cases) * len(run.targets)
    if groups * run.repeats > MAX_TRIES:
        raise InvalidInput(f"a run makes at most {MAX_TRIES} calls: fewer models or repeats", code="too_many_tries")
    return groups
