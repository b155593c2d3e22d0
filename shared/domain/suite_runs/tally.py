"""What results come to together. Tallies of disjoint results are added; the one of all is the run's summary."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Self

from pydantic import Field

from shared.domain.suite_runs.results import CaseOutcome, CaseResult, TokenCount
from shared.model import FrozenModel

MAX_METRICS = 100
_RATIO = math.log(1.1)
_PERCENTILES = (50, 90, 95, 99)

Counts = dict[str, int]
Sums = dict[str, float]


class Tally(FrozenModel):
    """Counts and sums. `latencies` are counts by bucket, each 10 % wider than the one before.

    A group is a case for one model with all its repeats; `passes` says how many groups passed how often. `fixed`,
    `broken` and `same` compare groups with those of the baseline.
    """

    results: int = 0
    passed: int = 0
    failed: int = 0
    errors: int = 0
    cached: int = 0
    weight: float = 0.0
    weighted_score: float = 0.0
    tokens: TokenCount = TokenCount()
    cost_nanos: int = 0
    unpriced: int = 0
    latencies: Counts = Field(default_factory=dict[str, int])
    metric_sums: Sums = Field(default_factory=dict[str, float])
    metric_counts: Counts = Field(default_factory=dict[str, int])
    groups: int = 0
    passes: Counts = Field(default_factory=dict[str, int])
    fixed: int = 0
    broken: int = 0
    same: int = 0

    def with_result(self, result: CaseResult, *, weight: float) -> Self:
        """Return the tally with one more result."""
        latency = result.latency_ms
        room = MAX_METRICS - len(self.metric_sums)
        known = [name for name in result.metrics if name in self.metric_sums]
        added = [name for name in result.metrics if name not in self.metric_sums][:room]
        scores = {name: result.metrics[name] for name in (*known, *added)}
        return self.plus(
            Tally(
                results=1,
                passed=int(result.outcome is CaseOutcome.PASSED),
                failed=int(result.outcome is CaseOutcome.FAILED),
                errors=int(result.outcome is CaseOutcome.ERROR),
                cached=int(result.cached),
                weight=weight,
                weighted_score=weight * result.score,
                tokens=result.tokens,
                cost_nanos=result.cost_nanos or 0,
                unpriced=int(result.cost_nanos is None),
                latencies={} if latency is None else {str(_bucket(latency)): 1},
                metric_sums=scores,
                metric_counts=dict.fromkeys(scores, 1),
            )
        )

    def with_group(self, passes: int, *, repeats: int, before: bool | None) -> Self:
        """Return the tally with one more group; `before` tells whether it passed in the baseline, None for unknown."""
        now = passes == repeats
        compared = {} if before is None else {"same" if now == before else "fixed" if now else "broken": 1}
        return self.plus(Tally.model_validate({"groups": 1, "passes": {str(passes): 1}, **compared}))

    def plus(self, other: "Tally") -> Self:
        """Return both together."""
        return self.with_(
            results=self.results + other.results,
            passed=self.passed + other.passed,
            failed=self.failed + other.failed,
            errors=self.errors + other.errors,
            cached=self.cached + other.cached,
            weight=self.weight + other.weight,
            weighted_score=self.weighted_score + other.weighted_score,
            tokens=TokenCount(
                prompt=self.tokens.prompt + other.tokens.prompt,
                completion=self.tokens.completion + other.tokens.completion,
                cached=self.tokens.cached + other.tokens.cached,
                estimated=self.tokens.estimated or other.tokens.estimated,
            ),
            cost_nanos=self.cost_nanos + other.cost_nanos,
            unpriced=self.unpriced + other.unpriced,
            latencies=_added(self.latencies, other.latencies),
            metric_sums=_added(self.metric_sums, other.metric_sums),
            metric_counts=_added(self.metric_counts, other.metric_counts),
            groups=self.groups + other.groups,
            passes=_added(self.passes, other.passes),
            fixed=self.fixed + other.fixed,
            broken=self.broken + other.broken,
            same=self.same + other.same,
        )


class SuiteSummary(FrozenModel):
    """A run's results together. Percentiles of latency, in milliseconds, are at most 10 % too high.

    `pass_at` and `pass_all` say, by k, how likely at least one and all of k tries pass: pass@k and pass^k, unbiased.
    `cost_nanos` is in billionths of a US dollar; `unpriced` results have a cost that nobody knows.
    """

    results: int
    passed: int
    failed: int
    errors: int
    cached: int
    pass_rate: float
    score: float
    metrics: dict[str, float]
    tokens: TokenCount
    cost_nanos: int
    unpriced: int
    latency: dict[str, float]
    cases: int
    flaky: int
    pass_at: dict[str, float]
    pass_all: dict[str, float]
    fixed: int
    broken: int
    same: int

    @classmethod
    def of(cls, tallies: Iterable[Tally], *, repeats: int) -> Self:
        """Return what tallies of disjoint results come to."""
        total = Tally()
        for each in tallies:
            total = total.plus(each)
        return cls(
            results=total.results,
            passed=total.passed,
            failed=total.failed,
            errors=total.errors,
            cached=total.cached,
            pass_rate=total.passed / total.results if total.results else 0.0,
            score=total.weighted_score / total.weight if total.weight else 0.0,
            metrics={name: total.metric_sums[name] / count for name, count in total.metric_counts.items()},
            tokens=total.tokens,
            cost_nanos=total.cost_nanos,
            unpriced=total.unpriced,
            latency={f"p{each}": value for each in _PERCENTILES if (value := _percentile(total.latencies, each))},
            cases=total.groups,
            flaky=sum(count for passes, count in total.passes.items() if 0 < int(passes) < repeats),
            pass_at={str(k): _mean(total, repeats, k, at_least_one) for k in range(1, repeats + 1)},
            pass_all={str(k): _mean(total, repeats, k, every_one) for k in range(1, repeats + 1)},
            fixed=total.fixed,
            broken=total.broken,
            same=total.same,
        )


def at_least_one(tries: int, passes: int, k: int) -> float:
    """Return pass@k: how likely at least one of k tries passes, drawn from those there were."""
    return 1 - math.comb(tries - passes, k) / math.comb(tries, k)


def every_one(tries: int, passes: int, k: int) -> float:
    """Return pass^k: how likely all of k tries pass, drawn from those there were."""
    return math.comb(passes, k) / math.comb(tries, k)


def _mean(total: Tally, repeats: int, k: int, estimate: Callable[[int, int, int], float]) -> float:
    said = sum(count * estimate(repeats, int(passes), k) for passes, count in total.passes.items())
    return said / total.groups if total.groups else 0.0


def _bucket(milliseconds: float) -> int:
    return math.ceil(math.log(max(milliseconds, 1.0)) / _RATIO)


def _percentile(latencies: Mapping[str, int], percent: int) -> float | None:
    rank, seen = math.ceil(sum(latencies.values()) * percent / 100), 0
    for bucket in sorted(map(int, latencies)):
        seen += latencies[str(bucket)]
        if seen >= rank:
            return round(math.exp(bucket * _RATIO), 1)
    return None


def _added(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
