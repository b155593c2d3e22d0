"""Runs of suites as callers see them."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.model import Gate, GateVerdict, SuiteResult, SuiteRun, SuiteRunStatus
from shared.domain.suite_runs.optimisations import CardOptimisation, OptimisationResult, OptimisationStatus
from shared.domain.suite_runs.results import CaseOutcome, CaseResult
from shared.domain.suite_runs.schedules import Recurrence, ScheduleFailure, SuiteOrder
from shared.domain.suite_runs.simulations import ConversationCounters, SimulatedConversation, SimulationStatus
from shared.domain.suite_runs.tally import SuiteSummary
from shared.model import FrozenModel, View


class SuiteRunView(FrozenModel):
    """A run. Its operation, which tells how far it is, has the same id; `summary` and `verdict` come at its end."""

    id: str
    card_id: str
    card_version: int
    case_set_id: str
    case_set_version: int
    targets: tuple[Target, ...]
    judge: Target | None
    repeats: int
    use_cache: bool
    budget_cents: int | None
    gate: Gate | None
    verdict: GateVerdict | None
    baseline_run_id: str | None
    schedule_id: str | None
    status: SuiteRunStatus
    tries: int
    summary: SuiteSummary | None
    created_by: str
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, run: SuiteRun) -> Self:
        """Return the view of a run."""
        names = cls.model_fields.keys() - {"verdict"}
        return cls(verdict=run.verdict(), **{name: getattr(run, name) for name in names})


class SuiteScheduleView(View):
    """A schedule; `due_at` is None while it is paused, `failure` says why the latest run did not begin."""

    id: str
    card_id: str
    case_set_id: str
    order: SuiteOrder
    recurrence: Recurrence
    due_at: datetime | None
    last_due_at: datetime | None
    last_run_id: str | None
    failure: ScheduleFailure | None
    created_by: str
    created_at: datetime


class CaseResultSummary(FrozenModel):
    """A result in a list, without prompt and output."""

    id: str
    place: int
    case_number: int
    description: str
    target: int
    repeat: int
    outcome: CaseOutcome
    score: float
    reason: str
    latency_ms: float | None
    cost_nanos: int | None
    cached: bool

    @classmethod
    def of(cls, source: SuiteResult) -> Self:
        """Return the summary of a result."""
        fields = cls.model_fields.keys()
        own = {name: getattr(source, name) for name in fields & SuiteResult.model_fields.keys()}
        said = {name: getattr(source.result, name) for name in fields & CaseResult.model_fields.keys()}
        return cls(**{**said, **own})


class CaseResultView(View):
    """A result with all that is known of it."""

    id: str
    run_id: str
    place: int
    case_number: int
    description: str
    target: int
    repeat: int
    weight: float
    at: datetime
    result: CaseResult


class Change(StrEnum):
    """How a case did, beside another run: a case passes when all its repeats do."""

    FIXED = "fixed"
    BROKEN = "broken"
    SAME = "same"
    ADDED = "added"


class CaseComparison(FrozenModel):
    """A case for one model in two runs: how many of its repeats passed, and its mean score, in each."""

    case_number: int
    description: str
    target: int
    change: Change
    passed: int
    repeats: int
    passed_before: int | None
    repeats_before: int | None
    score: float
    score_delta: float | None
    flaky: bool

    @classmethod
    def of(cls, now: list[SuiteResult], before: list[SuiteResult]) -> Self:
        """Return the comparison of a case's repeats, one at least, with those of another run, if it has any."""
        passed, passed_before = _passed(now), _passed(before)
        held, held_before = passed == len(now), passed_before == len(before)
        change = Change.SAME if held == held_before else Change.FIXED if held else Change.BROKEN
        return cls(
            case_number=now[0].case_number,
            description=now[0].description,
            target=now[0].target,
            change=change if before else Change.ADDED,
            passed=passed,
            repeats=len(now),
            passed_before=passed_before if before else None,
            repeats_before=len(before) if before else None,
            score=_score(now),
            score_delta=_score(now) - _score(before) if before else None,
            flaky=0 < passed < len(now),
        )


class BaselineView(View):
    """The run that a card's next ones are held against."""

    run_id: str
    set_by: str
    set_at: datetime


class CardOptimisationView(FrozenModel):
    """A search of a better prompt. `candidates` say what was done to each; `problems` why rewrites can't be tried.

    `result` comes at the end and is of held-out cases alone: scores that candidates were chosen by are never told.
    """

    id: str
    card_id: str
    card_version: int
    case_set_id: str
    case_set_version: int
    target: Target
    judge: Target | None
    rewriter: Target | None
    rewrites: int
    max_trials: int
    budget_cents: int | None
    seed: int
    status: OptimisationStatus
    candidates: tuple[str, ...]
    problems: tuple[str, ...]
    trials: int
    errors: int
    cost_nanos: int | None
    result: OptimisationResult | None
    created_by: str
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, source: CardOptimisation) -> Self:
        """Return the view of a search."""
        names = cls.model_fields.keys() - {"candidates"}
        made = tuple(each.what for each in source.candidates)
        return cls(candidates=made, **{name: getattr(source, name) for name in names})


class SimulationView(ConversationCounters, View):
    """A simulation. Its operation, which tells how far it is, has the same id; what it came to is there at its end."""

    id: str
    app_id: str
    card_id: str | None
    card_version: int | None
    model_name: str | None
    instructions: str
    vars: dict[str, Any]
    target: Target
    simulator: Target | None
    judge: Target | None
    persona_ids: tuple[str, ...]
    repeats: int
    max_turns: int
    assertions: tuple[dict[str, Any], ...]
    turn_assertions: tuple[dict[str, Any], ...]
    threshold: float | None
    goal_expected: bool
    use_cache: bool
    budget_cents: int | None
    status: SimulationStatus
    conversations: int
    done: int
    created_by: str
    created_at: datetime
    finished_at: datetime | None


class SimulatedConversationView(SimulatedConversation, View):
    """A simulated conversation, with all that was said."""


def _passed(results: list[SuiteResult]) -> int:
    return sum(each.result.passed for each in results)


def _score(results: list[SuiteResult]) -> float:
    return sum(each.result.score for each in results) / len(results) if results else 0.0
