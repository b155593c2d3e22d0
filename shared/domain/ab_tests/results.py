"""What a test's counters come to: valid whenever one looks, since nothing here depends on when that is.

Each metric of each variant is compared with the first variant's. The p-values are Holm's over all of these
comparisons, and the intervals are so wide that all of them hold at once at the level.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from shared.domain.ab_tests.model import PRECISION, AbTest, Metric, exposed_counter
from shared.engines.experiments.multiplicity import holm
from shared.engines.experiments.paired import Interval
from shared.engines.experiments.sequential import Arm, SequentialComparison, compared, share_p_value
from shared.model import FrozenModel

ALPHA = 0.05
MISMATCH_ALPHA = 0.01


class Measured(FrozenModel):
    """One metric of one variant: of how many units there is an outcome, and their mean."""

    metric: str
    n: int
    mean: float | None


class VariantResult(FrozenModel):
    """A variant: how many units were exposed to it, and how many were to be expected by its weight."""

    name: str
    version: int
    weight: int
    exposed: int
    expected: float
    metrics: tuple[Measured, ...]


class ComparisonResult(FrozenModel):
    """One metric of a variant compared with the first variant's: `effect` is the difference of the means.

    `p_value` is adjusted for all comparisons of the test.
    """

    metric: str
    is_primary: bool
    variant: str
    baseline: str
    effect: float | None
    low: float
    high: float
    n: int
    baseline_n: int
    p_value: float
    is_significant: bool


class AbTestResults(FrozenModel):
    """A test in numbers. With `sample_ratio_mismatch` the exposures don't follow the weights: believe no comparison.

    `level` is the chance that all intervals hold, at every moment anybody looks.
    """

    variants: tuple[VariantResult, ...]
    comparisons: tuple[ComparisonResult, ...]
    level: float
    sample_ratio_p_value: float
    sample_ratio_mismatch: bool

    @classmethod
    def of(cls, test: AbTest, counters: Mapping[str, int]) -> Self:
        """Return the results that a test's counters make."""
        exposed = [counters.get(exposed_counter(place), 0) for place in range(len(test.plan.variants))]
        ratio = _ratio_p_value(exposed, [each.weight for each in test.plan.variants])
        return cls(
            variants=_variants(test, counters, exposed),
            comparisons=_comparisons(test, counters),
            level=1 - ALPHA,
            sample_ratio_p_value=ratio,
            sample_ratio_mismatch=ratio <= MISMATCH_ALPHA,
        )


def _arm(counters: Mapping[str, int], variant: int, metric: int) -> Arm:
    n = counters.get(f"v{variant}m{metric}n", 0)
    return Arm(n, min(n, counters.get(f"v{variant}m{metric}steps", 0) / PRECISION))


def _variants(test: AbTest, counters: Mapping[str, int], exposed: Sequence[int]) -> tuple[VariantResult, ...]:
    weights, found = sum(each.weight for each in test.plan.variants), list[VariantResult]()
    for place, variant in enumerate(test.plan.variants):
        measured = [(metric, _arm(counters, place, number)) for number, metric in enumerate(test.plan.metrics)]
        found.append(
            VariantResult(
                name=variant.name,
                version=variant.version,
                weight=variant.weight,
                exposed=exposed[place],
                expected=sum(exposed) * variant.weight / weights,
                metrics=tuple(
                    Measured(metric=metric.name, n=arm.n, mean=_mean(metric, arm)) for metric, arm in measured
                ),
            )
        )
    return tuple(found)


def _mean(metric: Metric, arm: Arm) -> float | None:
    return None if arm.mean is None else metric.low + arm.mean * (metric.high - metric.low)


class _Made(NamedTuple):
    """A comparison on the scale from 0 to 1, of which metric and variant it is, and that scale in the metric's unit."""

    comparison: SequentialComparison
    metric: Metric
    variant: str
    unit: float


def _comparisons(test: AbTest, counters: Mapping[str, int]) -> tuple[ComparisonResult, ...]:
    baseline, *others = test.plan.variants
    alpha = ALPHA / (len(others) * len(test.plan.metrics))
    made = [
        _Made(
            compared(_arm(counters, 0, number), _arm(counters, place, number), alpha=alpha),
            metric,
            variant.name,
            metric.high - metric.low,
        )
        for number, metric in enumerate(test.plan.metrics)
        for place, variant in enumerate(others, start=1)
    ]
    adjusted = holm([each.comparison.p_value for each in made])
    return tuple(_told(each, p_value, test, baseline.name) for each, p_value in zip(made, adjusted, strict=True))


def _told(made: _Made, p_value: float, test: AbTest, baseline: str) -> ComparisonResult:
    comparison, unit = made.comparison, made.unit
    interval = Interval(comparison.interval.low * unit, comparison.interval.high * unit)
    return ComparisonResult(
        metric=made.metric.name,
        is_primary=made.metric.name == test.plan.primary,
        variant=made.variant,
        baseline=baseline,
        effect=None if comparison.effect is None else comparison.effect * unit,
        low=interval.low,
        high=interval.high,
        n=comparison.second.n,
        baseline_n=comparison.first.n,
        p_value=p_value,
        is_significant=p_value <= ALPHA,
    )


def _ratio_p_value(exposed: Sequence[int], weights: Sequence[int]) -> float:
    """Return the smallest of the always valid p-values of each variant's share, adjusted for their number."""
    total, share = sum(exposed), sum(weights)
    each = [share_p_value(n, total - n, share=weight / share) for n, weight in zip(exposed, weights, strict=True)]
    return min(holm(each))
