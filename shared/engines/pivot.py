"""Tables of sums: facts put together by their keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is counted: its keys by dimension, and its amounts by measure; one may lie under several keys."""

    keys: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pivot:
    """Sums by keys, in ascending order of these; `total` counts each fact once, under however many keys it lies."""

    rows: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    total: tuple[int, ...]


def pivot(facts: Iterable[Fact], dimensions: Sequence[str], measures: Sequence[str]) -> Pivot:
    """Return the sums of measures by dimensions; a fact without a key in one of them lies under an empty one."""
    sums: dict[tuple[str, ...], list[int]] = {}
    total = [0] * len(measures)
    for fact in facts:
        amounts = [fact.amounts.get(measure, 0) for measure in measures]
        _add(total, amounts)
        for keys in product(*(fact.keys.get(dimension) or ("",) for dimension in dimensions)):
            _add(sums.setdefault(keys, [0] * len(measures)), amounts)
    return Pivot(tuple((keys, tuple(sums[keys])) for keys in sorted(sums)), tuple(total))


def _add(into: list[int], amounts: Sequence[int]) -> None:
    for place, amount in enumerate(amounts):
        into[place] += amount
