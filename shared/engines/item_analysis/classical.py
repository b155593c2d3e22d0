"""Classical item statistics.

A person's scores are shares of an item's points, 0 to 1, in the items' order; None where the item was not asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

Scores = Sequence[Fraction | None]


def difficulty(scores: Iterable[Fraction | None]) -> Fraction | None:
    """Return an item's mean share: the proportion correct where it is all or nothing; None if nobody was asked."""
    asked = [score for score in scores if score is not None]
    return sum(asked, Fraction(0)) / len(asked) if asked else None


def corrected_point_biserial(people: Sequence[Scores], item: int) -> float | None:
    """Return the correlation of an item with the mean of the person's other items, -1 to 1.

    The item itself is left out of the total, which it would correlate with by being part of it. None where either
    does not vary.
    """
    pairs: list[tuple[Fraction, Fraction]] = []
    for scores in people:
        own = scores[item]
        others = [score for place, score in enumerate(scores) if place != item and score is not None]
        if own is not None and others:
            pairs.append((own, sum(others, Fraction(0)) / len(others)))
    if len(pairs) < 2:
        return None
    spread, rest_spread = _moment(pairs, 0, 0), _moment(pairs, 1, 1)
    if not spread or not rest_spread:
        return None
    return float(_moment(pairs, 0, 1)) / sqrt(float(spread * rest_spread))


def cronbach_alpha(people: Sequence[Scores]) -> float | None:
    """Return Cronbach's alpha over the people who were asked every item.

    None with fewer than two such people or two items, or where the totals do not vary.
    """
    whole = [[score for score in scores if score is not None] for scores in people if None not in scores]
    if len(whole) < 2 or len(whole[0]) < 2:
        return None
    total = _variance([sum(scores, Fraction(0)) for scores in whole])
    if not total:
        return None
    count = len(whole[0])
    apart = sum((_variance([scores[item] for scores in whole]) for item in range(count)), Fraction(0))
    return float(Fraction(count, count - 1) * (1 - apart / total))


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option, and how the lowest and highest third of the people did so."""

    option: str
    chosen: int
    low: int
    high: int


def option_counts(
    options: Sequence[str], chosen: Mapping[str, frozenset[str]], totals: Mapping[str, Fraction]
) -> list[OptionCount]:
    """Return who chose what, by person; `totals` orders the people into thirds.

    A distractor that the highest third prefers to the lowest deserves a look. People of equal totals stand in the same
    third: whoever ties with the last of the lowest, or with the first of the highest, belongs to it.
    """
    order = sorted(totals[person] for person in chosen)
    third = len(order) // 3
    low_end, high_end = (order[third - 1], order[-third]) if third else (None, None)
    low = [person for person in chosen if low_end is not None and totals[person] <= low_end]
    high = [person for person in chosen if high_end is not None and totals[person] >= high_end]
    return [
        OptionCount(
            option=option,
            chosen=sum(option in each for each in chosen.values()),
            low=sum(option in chosen[person] for person in low),
            high=sum(option in chosen[person] for person in high),
        )
        for option in options
    ]


def _variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)


def _moment(pairs: Sequence[tuple[Fraction, Fraction]], one: int, other: int) -> Fraction:
    """Return the covariance of two of the columns, up to a common factor."""
    count = len(pairs)
    sums = sum((pair[one] for pair in pairs), Fraction(0)), sum((pair[other] for pair in pairs), Fraction(0))
    return sum((pair[one] * pair[other] for pair in pairs), Fraction(0)) - sums[0] * sums[1] / count
