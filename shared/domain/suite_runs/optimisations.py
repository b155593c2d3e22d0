"""Searches of a better prompt: a card's version and what was made of it, tried on the cases of one set.

A search goes on by steps: first a model writes candidates, one a step, then trials are made, as many a step as there
are lanes. Each trial is a document of its own; the search takes their scores in at the end of the step.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.data.repository import Entity
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.results import CaseError, CaseOutcome, CaseResult, TokenCount
from shared.engines.prompt_search.edits import Candidate
from shared.engines.prompt_search.halving import HeldOutScore, Outcome, Plan, Trial, due, outcome, planned
from shared.engines.prompt_search.splitting import Split, split
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

OPTIMISATION_KIND = "card_optimisation"
"""The kind of the operation that tells how far a search is."""
MAX_TRIALS = 2_000
MAX_REWRITES = 8
MAX_PROMPT_BYTES = 40_000
"""What a prompt's templates take at most, so that all candidates stay in one document."""


class OptimisationStatus(StrEnum):
    """Queued until lanes are free; stopped when its budget was used up; failed where nothing could be told."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class CandidatePrompt(FrozenModel):
    """A candidate's templates, in the order of the card's, and what was done to the original; which is the first."""

    what: str
    templates: tuple[str, ...]

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        """Return a candidate as it is kept."""
        return cls(what=candidate.what, templates=tuple(each.text for each in candidate.texts))


class HeldOut(FrozenModel):
    """A mean score on held-out cases, and between what it lies in 95 of 100 draws of such cases."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, score: HeldOutScore) -> Self:
        """Return a score as it is kept."""
        return cls(mean=score.mean, low=score.interval.low, high=score.interval.high)


class OptimisationResult(FrozenModel):
    """The best candidate, by its number, beside the original, on `n` held-out cases that neither was chosen by.

    `difference` is the best's score less the original's; `is_better` where its interval lies above 0.
    """

    best: int
    what: str
    templates: tuple[str, ...]
    n: int
    original_score: HeldOut
    best_score: HeldOut
    difference: HeldOut
    is_better: bool


class CardOptimisation(Entity):
    """A search. `scores` are of all trials so far, None for one with an error; the operation has the search's id."""

    card_id: str
    card_version: int
    case_set_id: str
    case_set_version: int
    target: Target
    judge: Target | None = None
    rewriter: Target | None = None
    rewrites: int = 0
    max_trials: int
    budget_cents: int | None = None
    seed: int = 0
    sandboxed: bool = False
    status: OptimisationStatus = OptimisationStatus.QUEUED
    lanes: int = 0
    step: int = 0
    candidates: tuple[CandidatePrompt, ...]
    rewritten: int = 0
    problems: tuple[str, ...] = ()
    scores: dict[str, float | None] = Field(default_factory=dict[str, float | None])
    cost_nanos: int | None = 0
    result: OptimisationResult | None = None
    created_by: str
    created_at: datetime
    finished_at: datetime | None = None

    @property
    def providers(self) -> tuple[str, ...]:
        """The providers that are asked, sorted."""
        asked = (self.target, self.judge, self.rewriter)
        return tuple(sorted({each.provider for each in asked if each is not None}))

    @property
    def rewriting(self) -> Target | None:
        """The model that is to write the next candidate, None once all are there."""
        return self.rewriter if self.rewritten < self.rewrites else None

    @property
    def trials(self) -> int:
        """How many trials were made."""
        return len(self.scores)

    @property
    def errors(self) -> int:
        """How many trials could not be decided."""
        return sum(score is None for score in self.scores.values())

    @property
    def is_open(self) -> bool:
        """Whether somebody goes on with it."""
        return self.status in (OptimisationStatus.QUEUED, OptimisationStatus.RUNNING)

    def begun(self, lanes: int) -> Self:
        """Return the search at work in so many lanes."""
        return self.with_(status=OptimisationStatus.RUNNING, lanes=lanes)

    def ended(self, status: OptimisationStatus, *, at: datetime) -> Self:
        """Return the search at its end."""
        return self.with_(status=status, finished_at=at)

    def plan(self, parts: Split) -> Plan:
        """Return which candidates are tried on what; raise FailedPrecondition where the trials suffice for none."""
        return planned(parts, len(self.candidates), self.max_trials)

    def due(self, plan: Plan) -> list[Trial]:
        """Return the next trials, as many as there are lanes."""
        return due(plan, self._scores())[: self.lanes]

    def outcome(self, plan: Plan) -> Outcome | None:
        """Return what the search came to, None while trials are due."""
        return outcome(plan, self._scores(), seed=self.seed, cluster=case_number)

    def with_rewrite(self, candidate: CandidatePrompt | None, problem: str | None, cost_nanos: int | None) -> Self:
        """Return the search after a rewrite: a candidate, unless it is one already, or why there is none."""
        if candidate is not None and any(each.templates == candidate.templates for each in self.candidates):
            candidate, problem = None, "the rewrite is a candidate already"
        return self._paid(cost_nanos).with_(
            candidates=(*self.candidates, candidate) if candidate else self.candidates,
            problems=(*self.problems, problem) if problem else self.problems,
            rewritten=self.rewritten + 1,
            step=self.step + 1,
        )

    def with_trials(self, trials: Sequence["OptimisationTrial"]) -> Self:
        """Return the search after a step."""
        scores = self.scores | {each.key: each.score for each in trials}
        paid = self
        for each in trials:
            paid = paid._paid(each.cost_nanos)
        return paid.with_(scores=scores, step=self.step + 1)

    def with_result(self, found: Outcome) -> Self:
        """Return the search with what it came to; without one where too few held-out cases were decided."""
        best = self.candidates[found.best]
        if found.original_score is None or found.best_score is None or found.difference is None:
            return self
        result = OptimisationResult(
            best=found.best,
            what=best.what,
            templates=best.templates,
            n=found.n,
            original_score=HeldOut.of(found.original_score),
            best_score=HeldOut.of(found.best_score),
            difference=HeldOut.of(found.difference),
            is_better=found.is_better,
        )
        return self.with_(result=result)

    def _scores(self) -> dict[Trial, float | None]:
        return {_trial(key): score for key, score in self.scores.items()}

    def _paid(self, nanos: int | None) -> Self:
        known = self.cost_nanos is not None and nanos is not None
        return self.with_(cost_nanos=(self.cost_nanos or 0) + (nanos or 0) if known else None)


class OptimisationTrial(Entity):
    """One candidate on one case, by `searchId:candidate:case`."""

    optimisation_id: str
    candidate: int
    case: str
    score: float | None
    error: CaseError | None
    tokens: TokenCount
    cost_nanos: int | None
    at: datetime

    @classmethod
    def of(cls, optimisation_id: str, trial: Trial, result: CaseResult, *, at: datetime) -> Self:
        """Return a trial with its result; one with an error has no score, which says nothing about the prompt."""
        return cls(
            id=trial_id(optimisation_id, trial),
            optimisation_id=optimisation_id,
            candidate=trial.candidate,
            case=trial.case,
            score=None if result.outcome is CaseOutcome.ERROR else result.score,
            error=result.error,
            tokens=result.tokens,
            cost_nanos=result.cost_nanos,
            at=at,
        )

    @property
    def key(self) -> str:
        """Its key among the search's scores."""
        return f"{self.candidate}:{self.case}"

    @property
    def is_unpaid(self) -> bool:
        """Whether the budget didn't pay for it."""
        return self.error is not None and self.error.code == BudgetUsedUp.default_code


def trial_id(optimisation_id: str, trial: Trial) -> str:
    """Return the id of one trial."""
    return f"{optimisation_id}:{trial.candidate}:{trial.case}"


def case_keys_of(numbers: Sequence[int]) -> tuple[str, ...]:
    """Return a key for each expanded case, from the numbers of the cases they come of."""
    seen: dict[int, int] = {}
    keys: list[str] = []
    for number in numbers:
        seen[number] = seen.get(number, 0) + 1
        keys.append(f"{number}-{seen[number]}")
    return tuple(keys)


def case_number(key: str) -> str:
    """Return the number of the case that an expanded one comes of."""
    return key.partition("-")[0]


def parts_of(keys: Sequence[str], seed: int) -> Split:
    """Return the cases to search on and those held out; raise FailedPrecondition (`too_few_cases`)."""
    variants: dict[str, list[str]] = {}
    for key in keys:
        variants.setdefault(case_number(key), []).append(key)
    return split(variants, str(seed)).spread(variants)


def require_short(templates: Sequence[str]) -> None:
    """Raise FailedPrecondition (`prompt_too_long`) for templates that are too long to be searched on."""
    if sum(len(each.encode(errors="replace")) for each in templates) > MAX_PROMPT_BYTES:
        raise FailedPrecondition(
            f"a better prompt is searched for templates of at most {MAX_PROMPT_BYTES:,} bytes", code="prompt_too_long"
        )


def _trial(key: str) -> Trial:
    candidate, _, case = key.partition(":")
    return Trial(int(candidate), case)
