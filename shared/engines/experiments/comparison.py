"""Two runs over the same cases, compared case by case: passes by McNemar's exact test, scores by whole cases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shared.engines.experiments.multiplicity import holm
from shared.engines.experiments.paired import (
    Interval,
    PairedPasses,
    clustered_bootstrap,
    mcnemar_exact,
    sign_flip_p_value,
)


class CaseResult(NamedTuple):
    """What one run of a case came to: whether it passed, and its scores by metric."""

    passed: bool
    scores: Mapping[str, float]


RunResults = Mapping[str, Sequence[CaseResult]]
"""A run's results by case, one for each repeat."""


class ScoreComparison(NamedTuple):
    """One metric: the second run's mean less the first's over the `n` cases that have it in both.

    Without two cases there is no interval.
    """

    metric: str
    n: int
    effect: float
    interval: Interval | None
    p_value: float


class RunComparison(NamedTuple):
    """The second run compared with the first; p-values are Holm's over the passes and all metrics.

    `unpaired` are the cases that only one of the runs has: they are left out.
    """

    passes: PairedPasses
    pass_p_value: float
    scores: tuple[ScoreComparison, ...]
    unpaired: tuple[str, ...]


def compared_runs(first: RunResults, second: RunResults, *, seed: int) -> RunComparison:
    """Return the comparison of two runs.

    A case that was repeated has passed where more than half of its repeats have; its scores are the means of them.
    """
    cases = sorted(case for case in first.keys() & second.keys() if first[case] and second[case])
    passes = PairedPasses.of([(_passed(first[case]), _passed(second[case])) for case in cases])
    scores = [
        _scores(metric, [(first[case], second[case]) for case in cases], seed)
        for metric in sorted({name for run in (first, second) for case in cases for name in _metrics(run[case])})
    ]
    raw = [mcnemar_exact(passes.only_first, passes.only_second), *(each.p_value for each in scores)]
    pass_p_value, *adjusted = holm(raw)
    return RunComparison(
        passes=passes,
        pass_p_value=pass_p_value,
        scores=tuple(each._replace(p_value=p) for each, p in zip(scores, adjusted, strict=True)),
        unpaired=tuple(sorted((first.keys() | second.keys()) - set(cases))),
    )


def _passed(repeats: Sequence[CaseResult]) -> bool:
    return 2 * sum(each.passed for each in repeats) > len(repeats)


def _metrics(repeats: Iterable[CaseResult]) -> set[str]:
    return {name for each in repeats for name in each.scores}


def _scores(
    metric: str, pairs: Sequence[tuple[Sequence[CaseResult], Sequence[CaseResult]]], seed: int
) -> ScoreComparison:
    differences: list[float] = []
    for one, other in pairs:
        means = [_mean([each.scores[metric] for each in side if metric in each.scores]) for side in (one, other)]
        if means[0] is not None and means[1] is not None:
            differences.append(means[1] - means[0])
    clusters = [[each] for each in differences]
    return ScoreComparison(
        metric=metric,
        n=len(differences),
        effect=_mean(differences) or 0.0,
        interval=clustered_bootstrap(clusters, seed=seed),
        p_value=sign_flip_p_value(differences, seed=seed),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
