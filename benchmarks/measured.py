"""What a part of the measurements found, and how samples become figures."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measured:
    """Figures by key, and lines for the reader that are no figures: what could not be measured, and why."""

    figures: dict[str, float] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def paired_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the pairwise ratios, ours ÷ theirs."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def paired_difference(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the pairwise differences, ours minus theirs."""
    return statistics.median(one - other for one, other in zip(ours, theirs, strict=True))


def percentile(samples: Sequence[float], percent: int) -> float:
    """Return the smallest sample that so many percent of the samples do not exceed."""
    ordered = sorted(samples)
    return ordered[-(-len(ordered) * percent // 100) - 1]
