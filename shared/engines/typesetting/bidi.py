"""In which order letters stand on a line: the Unicode bidirectional algorithm (UAX 9) for text without its controls.

Pairs of brackets are judged one by one (rule N0 is left out), which shows only where a bracket's two ends have
neighbours of different directions.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_STRONG = frozenset({"L", "R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "ET", "ES", "CS"})


def levels(text: str) -> list[int]:
    """Return the embedding level of each character: even ones run to the right, odd ones to the left."""
    classes = [unicodedata.bidirectional(each) or "L" for each in text]
    base = next((int(each != "L") for each in classes if each in _STRONG), 0)
    if base == 0 and not any(each in ("R", "AL", "AN") for each in classes):
        return [0] * len(text)
    kinds = _neutral(_weak(classes, "R" if base else "L"), "R" if base else "L")
    found = [_level(base, each) for each in kinds]
    for place in range(len(text) - 1, -1, -1):
        if classes[place] not in ("WS", "S", "B", "BN"):
            break
        found[place] = base
    return found


def visual(levels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Return the runs of a line from left to right: where each begins and ends, and its level (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for level, same in groupby(levels):
        end = start + len(list(same))
        runs.append((start, end, level))
        start = end
    for height in range(max(levels, default=0), 0, -1):
        ordered: list[tuple[int, int, int]] = []
        for high, group in groupby(runs, key=lambda run: run[2] >= height):
            inside = list(group)
            ordered += reversed(inside) if high else inside
        runs = ordered
    return iter(runs)


def _weak(classes: Sequence[str], edge: str) -> list[str]:
    """Resolve marks, numbers and what stands between them (rules W1 to W7)."""
    kinds = list(classes)
    strong = before = edge
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kind = before
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = kind = "AN"
        before = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        left, kind, right = kinds[place - 1 : place + 2]
        if left == right and ((left == "EN" and kind in ("ES", "CS")) or (left == "AN" and kind == "CS")):
            kinds[place] = left
    start = 0
    for kind, same in groupby(list(kinds)):
        end = start + len(list(same))
        if kind == "ET" and ("EN" in kinds[max(0, start - 1) : start] or "EN" in kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    strong = edge
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
    return kinds


def _neutral(kinds: Sequence[str], edge: str) -> list[str]:
    """Give what has no direction that of both its neighbours, or the paragraph's (rules N1 and N2)."""
    found = list(kinds)
    start = 0
    for neutral, same in groupby(kinds, key=lambda kind: kind in _NEUTRAL):
        end = start + len(list(same))
        if neutral:
            left = _side(kinds[start - 1]) if start else edge
            right = _side(kinds[end]) if end < len(kinds) else edge
            found[start:end] = [left if left == right else edge] * (end - start)
        start = end
    return found


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _level(base: int, kind: str) -> int:
    """Return a character's level (rules I1 and I2)."""
    if kind in _NUMBERS:
        return 2
    return base if kind == ("R" if base else "L") else base + 1
