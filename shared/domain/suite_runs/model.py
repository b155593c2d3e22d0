"""A run: a version of a card on a version of a set of cases, for some models, each case so many times.

The tries of all cases have places, from 0: by case, then by model, then by repeat. They are worked off in lanes, one
try after the other in each, so that a run has as many calls under way as it has lanes, and what a lane's results come
to is counted by nobody else.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.results import CaseResult
from shared.domain.suite_runs.tally import SuiteSummary, Tally
from shared.engines.model_calls.spending import ModelSpend
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

KIND = "suite_run"
"""The kind of the operation that tells how far a run is."""
WATCH_EVERY = timedelta(minutes=45)
"""Longer than a try waits for its provider and fails five times, so that a lane which stands still is stuck."""
MAX_TARGETS = 5
MAX_REPEATS = 10
MAX_TRIES = 20_000
MAX_BUDGET_CENTS = 1_000_000
NANOS_PER_CENT = 10_000_000
UNFINISHED = "unfinished"
"""The outcome that is told of a try which was paid for in part, and has no result."""
MAX_UNFINISHED = 200


class SuiteRunStatus(StrEnum):
    """Queued until lanes are free; stopped when its budget was used up."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class Gate(FrozenModel):
    """What a run must reach: a part of results that pass, and how many cases may have passed in the baseline only."""

    fail_under: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    max_regressions: Annotated[int, Field(ge=0)] | None = None


class GateVerdict(FrozenModel):
    """Whether a completed run passes its gate, and each reason why not."""

    passed: bool
    reasons: tuple[str, ...]


class SuiteRun(Entity):
    """A run. `groups` are cases times models, `lanes` how many work on them; the operation has the run's id."""

    card_id: str
    card_version: int
    case_set_id: str
    case_set_version: int
    targets: tuple[Target, ...]
    judge: Target | None = None
    repeats: int = 1
    use_cache: bool = True
    budget_cents: int | None = None
    gate: Gate | None = None
    baseline_run_id: str | None = None
    baseline_repeats: int = 0
    schedule_id: str | None = None
    status: SuiteRunStatus = SuiteRunStatus.QUEUED
    groups: int = 0
    lanes: int = 0
    sandboxed: bool = False
    summary: SuiteSummary | None = None
    created_by: str
    created_at: datetime
    finished_at: datetime | None = None

    @property
    def providers(self) -> tuple[str, ...]:
        """The providers that are asked, the judge's among them, sorted."""
        judge = (self.judge,) if self.judge else ()
        return tuple(sorted({each.provider for each in (*self.targets, *judge)}))

    @property
    def tries(self) -> int:
        """How many results there will be."""
        return self.groups * self.repeats

    def require_over(self) -> None:
        """Raise FailedPrecondition (`suite_run_not_over`) for a run whose results may still change."""
        if self.finished_at is None:
            raise FailedPrecondition("the run is not over yet; watch its operation", code="suite_run_not_over")

    def begun(self, lanes: int) -> Self:
        """Return the run at work in so many lanes."""
        return self.with_(status=SuiteRunStatus.RUNNING, lanes=lanes)

    def ended(self, status: SuiteRunStatus) -> Self:
        """Return a run that nobody goes on with; one that is over already stays as it is."""
        return self.with_(status=status) if self.status in (SuiteRunStatus.QUEUED, SuiteRunStatus.RUNNING) else self

    def summed(self, summary: SuiteSummary, *, at: datetime) -> Self:
        """Return the run with what its results come to; the last that comes in late is counted as well."""
        status = SuiteRunStatus.COMPLETED if self.status is SuiteRunStatus.RUNNING else self.status
        return self.with_(status=status, summary=summary, finished_at=self.finished_at or at)

    def verdict(self) -> GateVerdict | None:
        """Return what the gate says, None without one or before the run is over; only a completed run passes."""
        if self.gate is None or self.finished_at is None or self.summary is None:
            return None
        reasons = [] if self.status is SuiteRunStatus.COMPLETED else [f"the run was {self.status}"]
        least, most = self.gate.fail_under, self.gate.max_regressions
        if least is not None and self.summary.pass_rate < least:
            reasons.append(f"{self.summary.pass_rate:.4f} of the results passed, less than {least:g}")
        if most is not None and self.summary.broken > most:
            reasons.append(f"{self.summary.broken} cases passed in the baseline only, more than {most}")
        return GateVerdict(passed=not reasons, reasons=tuple(reasons))


class Lane(Entity):
    """One lane: the place of the try that is next, what its results come to, and the current group's passes.

    `unfinished` is what was paid for tries that have no result, the last 200 of them.
    """

    run_id: str
    number: int
    next_place: int
    over: bool = False
    group_passes: int = 0
    tally: Tally = Tally()
    unfinished: tuple[ModelSpend, ...] = ()

    @classmethod
    def opened(cls, run: SuiteRun, number: int) -> Self:
        """Return a lane that nothing was done in."""
        return cls(id=lane_id(run.id, number), run_id=run.id, number=number, next_place=number * run.repeats)

    def advanced(self, run: SuiteRun, result: CaseResult, *, weight: float, before: bool | None) -> Self:
        """Return the lane with the result of the try that was next."""
        passes = self.group_passes + result.passed
        tally, place = self.tally.with_result(result, weight=weight), self.next_place + 1
        if place % run.repeats == 0:
            tally = tally.with_group(passes, repeats=run.repeats, before=before)
            passes, place = 0, place + (run.lanes - 1) * run.repeats
        return self.with_(tally=tally, group_passes=passes, next_place=place, over=place >= run.tries)


class SuiteResult(Entity):
    """What came of one try, by `runId:caseKey:target:repeat`: runs of the same cases can be laid side by side."""

    run_id: str
    place: int
    case_key: str
    case_number: int
    description: str
    target: int
    repeat: int
    weight: float
    outcome: str
    result: CaseResult
    at: datetime


class Baseline(Entity):
    """The run that a card's next ones are held against; the id is the card's."""

    run_id: str
    repeats: int
    set_by: str
    set_at: datetime


def lane_id(run_id: str, number: int) -> str:
    """Return the id of one lane."""
    return f"{run_id}:{number}"


def result_id(run_id: str, case_key: str, target: int, repeat: int) -> str:
    """Return the id of one try's result."""
    return f"{run_id}:{case_key}:{target}:{repeat}"


def case_keys(variables: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a key for each case: the same in every version of a set as long as its variables are."""
    seen: dict[str, int] = {}
    keys: list[str] = []
    for each in variables:
        text = json.dumps(each, sort_keys=True, default=str)
        seen[text] = seen.get(text, 0) + 1
        keys.append(hashlib.sha256(f"{seen[text]}{text}".encode("utf-8", "replace")).hexdigest()[:20])
    return tuple(keys)
