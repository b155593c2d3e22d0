"""Successive halving: many candidates on few cases, then fewer on more, and the last beside the original on new ones.

Which trials are due follows from the plan and the scores there are, so that a search goes on wherever it was stopped,
and a score that comes twice is still one score. What a search was tuned on is never told: an outcome is made of cases
that no candidate was chosen by.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shared.engines.experiments.paired import Interval, clustered_bootstrap
from shared.engines.prompt_search.splitting import LEAST_HELD_OUT, Split
from shared.errors import FailedPrecondition

LEAST_CASES = 5
"""On how many cases each candidate is tried at least before it is given up."""

ORIGINAL = 0


class Trial(NamedTuple):
    """One candidate, by its number, on one case."""

    candidate: int
    case: str


Scores = Mapping[Trial, float | None]
"""From 0 to 1; None for a trial that failed for a reason that says nothing about the prompt."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A search over so many candidates, the original the first, in at most so many trials."""

    split: Split
    candidates: int
    rounds: tuple[int, ...]
    """How many cases of the training part each candidate left has been tried on after each round."""


@dataclass(frozen=True, slots=True)
class HeldOutScore:
    """A mean on the held-out cases, and what it may be by their chance."""

    mean: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best candidate beside the original, on `n` held-out trials of each that were both decided.

    `difference` is the best's mean less the original's. Where its interval holds 0, nothing better was shown. Without
    enough decided cases the scores are None.
    """

    best: int
    n: int
    original_score: HeldOutScore | None
    best_score: HeldOutScore | None
    difference: HeldOutScore | None

    @property
    def is_better(self) -> bool:
        """Whether the best candidate does better than the original beyond chance."""
        return self.difference is not None and self.difference.interval.low > 0


def planned(split: Split, candidates: int, most_trials: int) -> Plan:
    """Return a plan of as many of the candidates as the trials suffice for.

    Raise FailedPrecondition (`budget_too_small`) where they don't suffice for the original and one more.
    """
    for count in range(candidates, 1, -1):
        rounds = math.ceil(math.log2(count))
        left = most_trials - 2 * len(split.held_out)
        cases: list[int] = []
        tried = 0
        for number in range(rounds):
            survivors = math.ceil(count / 2**number)
            more = min(left // (rounds - number) // survivors, len(split.training) - tried)
            tried += max(0, more)
            left -= max(0, more) * survivors
            cases.append(tried)
        if cases[0] >= LEAST_CASES:
            return Plan(split, count, tuple(cases))
    least = 2 * (LEAST_CASES + len(split.held_out))
    raise FailedPrecondition(
        f"{most_trials} trials of {candidates} candidates are too few to tell them apart: two take at least {least}",
        code="budget_too_small",
    )


def due(plan: Plan, scores: Scores) -> list[Trial]:
    """Return the trials to be made next, none once the search is over."""
    survivors = list(range(plan.candidates))
    for cases in plan.rounds:
        tried = plan.split.training[:cases]
        if missing := _missing(survivors, tried, scores):
            return missing
        survivors = _better_half(survivors, tried, scores)
    return _missing(sorted({ORIGINAL, survivors[0]}), plan.split.held_out, scores)


def outcome(
    plan: Plan, scores: Scores, *, seed: int, cluster: Callable[[str], str] = lambda case: case
) -> Outcome | None:
    """Return what the search came to, None while trials are due.

    Cases of one `cluster` resemble each other, so that chance is told from their number, not from that of the cases.
    """
    if due(plan, scores):
        return None
    survivors = list(range(plan.candidates))
    for cases in plan.rounds:
        survivors = _better_half(survivors, plan.split.training[:cases], scores)
    best = survivors[0]
    pairs: dict[str, list[tuple[float, float]]] = {}
    for case in plan.split.held_out:
        before, after = scores[Trial(ORIGINAL, case)], scores[Trial(best, case)]
        if before is not None and after is not None:
            pairs.setdefault(cluster(case), []).append((before, after))
    n = sum(map(len, pairs.values()))
    if len(pairs) < LEAST_HELD_OUT:
        return Outcome(best, n, None, None, None)
    return Outcome(
        best,
        n,
        _score(([before for before, _ in each] for each in pairs.values()), seed),
        _score(([after for _, after in each] for each in pairs.values()), seed),
        _score(([after - before for before, after in each] for each in pairs.values()), seed),
    )


def _missing(candidates: Sequence[int], cases: Sequence[str], scores: Scores) -> list[Trial]:
    trials = (Trial(candidate, case) for case in cases for candidate in candidates)
    return [trial for trial in trials if trial not in scores]


def _better_half(candidates: Sequence[int], cases: Sequence[str], scores: Scores) -> list[int]:
    """Return the better half, the best first; of equals the earlier is the better, the original before all."""

    def mean(candidate: int) -> float:
        found = [score for case in cases if (score := scores[Trial(candidate, case)]) is not None]
        return math.fsum(found) / len(found) if found else 0.0

    ranked = sorted(candidates, key=lambda candidate: (-mean(candidate), candidate))
    return ranked[: math.ceil(len(ranked) / 2)]


def _score(clusters: Iterable[Sequence[float]], seed: int) -> HeldOutScore | None:
    found = list(clusters)
    values = [value for each in found for value in each]
    interval = clustered_bootstrap(found, seed=seed)
    return HeldOutScore(math.fsum(values) / len(values), interval) if interval else None
