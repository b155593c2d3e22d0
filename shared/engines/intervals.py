"""Stretches of time as pairs of beginning and end."""

from collections.abc import Iterable
from datetime import datetime

Interval = tuple[datetime, datetime]


def overlaps(one: Interval, others: Iterable[Interval]) -> list[Interval]:
    """Return the parts of one interval that lie in others, in the others' order."""
    parts = [(max(one[0], other[0]), min(one[1], other[1])) for other in others]
    return [(begin, end) for begin, end in parts if begin < end]


def without(one: Interval, taken: Iterable[Interval]) -> list[Interval]:
    """Return what is left of an interval, in order, when others are taken away."""
    left: list[Interval] = []
    begin, end = one
    for taken_begin, taken_end in sorted(overlaps(one, taken)):
        if begin < taken_begin:
            left.append((begin, taken_begin))
        begin = max(begin, taken_end)
    if begin < end:
        left.append((begin, end))
    return left
