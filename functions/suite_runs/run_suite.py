"""A version of a card on a version of a set of cases; `begin_suite_run` opens its lanes, one message makes each try."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, cast

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.content import ProviderSettings
from shared.domain.cards.model import DRAFT, LATEST, Card, VersionName
from shared.domain.cards.repository import CardRepository, CardVersionRepository, CaseSetRepository
from shared.domain.model_providers.repository import ProviderKeyRepository
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
from shared.errors import FailedPrecondition, InvalidInput, NotFound
from shared.ports.model_providers import provider_of
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request
from shared.runtime.suite_execution import SuiteContent, content_of

_OF_A_ROW = frozenset({"select-best", "max-score", "human"})


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
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def run_suite(request: RunSuite, ctx: CommandContext) -> SuiteRunView:
    """Run a card on a set of cases; the operation with the run's id tells how far it is."""
    card = await CardRepository(ctx.work).get(request.card_id)
    number = card.number_of(request.card_version)
    if request.card_version == DRAFT:
        raise FailedPrecondition("runs rest on versions; save the draft as one first", code="card_version_needed")
    case_set = await CaseSetRepository(ctx.work).get(request.case_set_id)
    set_number = request.case_set_version or case_set.versions
    if not 1 <= set_number <= case_set.versions:
        raise NotFound("the set of cases has no such version", code="case_set_version_not_found")
    baseline = await BaselineRepository(ctx.work).find(card.id)
    run = SuiteRun(
        id=ctx.new_id(),
        card_id=card.id,
        card_version=number,
        case_set_id=case_set.id,
        case_set_version=set_number,
        targets=await _targets(request, card, number, ctx),
        judge=_target(request.judge) if request.judge else None,
        repeats=request.repeats,
        use_cache=request.use_cache,
        budget_cents=request.budget_cents,
        gate=request.gate,
        baseline_run_id=baseline.run_id if baseline else None,
        baseline_repeats=baseline.repeats if baseline else 0,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await _require_keys(run, ctx)
    content = await content_of(ctx.work, run)
    kinds = {kind for case in content.cases for kind in _types(case.assertions)}
    planned = run.with_(groups=_groups(run, content, kinds), sandboxed=bool(kinds & {"python", "not-python"}))
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
        return tuple(_target(each) for each in request.providers)
    version = await CardVersionRepository(ctx.work).named(card, str(number))
    if version.content.provider is None:
        raise FailedPrecondition("the card names no model; say which are asked", code="provider_missing")
    return (_target(version.content.provider),)


def _target(settings: ProviderSettings) -> Target:
    return Target(provider=settings.provider, model=settings.model, parameters=settings.parameters)


async def _require_keys(run: SuiteRun, ctx: CommandContext) -> None:
    needed = [id for id in run.providers if provider_of(id).needs_key]
    known = await ProviderKeyRepository(ctx.work).get_many(needed)
    missing = [id for id, key in zip(needed, known, strict=True) if key is None]
    if missing:
        raise FailedPrecondition(f"set a key for {', '.join(missing)} first", code="provider_key_missing")


def _groups(run: SuiteRun, content: SuiteContent, kinds: set[str]) -> int:
    if not content.cases:
        raise FailedPrecondition("the set holds no cases", code="no_cases")
    if found := sorted(kinds & _OF_A_ROW):
        raise FailedPrecondition(
            f"{', '.join(found)} compare several outputs; a run decides each by itself: remove them",
            code="assertion_of_a_row",
        )
    groups = len(content.cases) * len(run.targets)
    if groups * run.repeats > MAX_TRIES:
        raise InvalidInput(f"a run makes at most {MAX_TRIES} calls: fewer models or repeats", code="too_many_tries")
    return groups


def _types(assertions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in assertions:
        yield str(each.get("type"))
        yield from _types(cast("Sequence[Mapping[str, Any]]", each.get("assert") or ()))
