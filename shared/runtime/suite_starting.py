"""How a run of a suite is planned and begun, whether somebody asks for it or its time has come."""

from typing import Annotated

from pydantic import Field

from shared.data.unit_of_work import UnitOfWork
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
from shared.domain.suite_runs.schedules import SuiteOrder
from shared.errors import InvalidInput
from shared.runtime.model_budgets import require_budgets
from shared.runtime.requests import Identifier, Request
from shared.runtime.suite_execution import content_of
from shared.runtime.suite_requests import card_number, card_target, needs_sandbox, require_keys, set_number, target_of


class SuiteOrderRequest(Request):
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

    def order(self) -> SuiteOrder:
        """Return what is asked for, as it is kept."""
        return SuiteOrder(
            card_id=self.card_id,
            card_version=self.card_version,
            case_set_id=self.case_set_id,
            case_set_version=self.case_set_version,
            targets=tuple(target_of(each) for each in self.providers),
            judge=target_of(self.judge) if self.judge else None,
            repeats=self.repeats,
            use_cache=self.use_cache,
            budget_cents=self.budget_cents,
            gate=self.gate,
        )


async def planned_run(
    work: UnitOfWork, order: SuiteOrder, *, id: str, by: str, schedule_id: str | None = None
) -> SuiteRun:
    """Return the run that an order comes to now, nothing of it stored.

    Raise NotFound, FailedPrecondition, InvalidInput or ResourceExhausted for one that could not end well.
    """
    card = await CardRepository(work).get(order.card_id)
    number = card_number(card, order.card_version)
    case_set = await CaseSetRepository(work).get(order.case_set_id)
    baseline = await BaselineRepository(work).find(card.id)
    run = SuiteRun(
        id=id,
        card_id=card.id,
        card_version=number,
        case_set_id=case_set.id,
        case_set_version=set_number(case_set, order.case_set_version),
        targets=order.targets or await _own_target(work, card, number),
        judge=order.judge,
        repeats=order.repeats,
        use_cache=order.use_cache,
        budget_cents=order.budget_cents,
        gate=order.gate,
        baseline_run_id=baseline.run_id if baseline else None,
        baseline_repeats=baseline.repeats if baseline else 0,
        schedule_id=schedule_id,
        created_by=by,
        created_at=work.now,
    )
    await require_keys(work, run.providers)
    await require_budgets(work, run.card_id, run.providers, at=work.now)
    content = await content_of(work, run)
    sandboxed = needs_sandbox(content.cases)
    return run.with_(groups=_groups(run, len(content.cases)), sandboxed=sandboxed)


def begin(work: UnitOfWork, run: SuiteRun) -> None:
    """Store a planned run with its operation, and have it begun."""
    SuiteRunRepository(work).add(run)
    if run.budget_cents is not None:
        SuiteBudgetRepository(work).add(SuiteBudget(id=run.id, limit_nanos=run.budget_cents * NANOS_PER_CENT))
    begun(work, id=run.id, kind=KIND, subject_id=run.id, created_by=run.created_by)
    work.emit(SuiteRunRequested(run_id=run.id))


async def _own_target(work: UnitOfWork, card: Card, number: int) -> tuple[Target, ...]:
    return (await card_target(work, card, number),)


def _groups(run: SuiteRun, cases: int) -> int:
    groups = cases * len(run.targets)
    if groups * run.repeats > MAX_TRIES:
        raise InvalidInput(f"a run makes at most {MAX_TRIES} calls: fewer models or repeats", code="too_many_tries")
    return groups
