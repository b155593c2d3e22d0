"""Which lines of two programs are the same, token for token."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.engines.similarity.programs import PreparedProgram


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines of one program and the same of another (both ends included, from 1), and how many tokens they share."""

    first_lines: tuple[int, int]
    second_lines: tuple[int, int]
    tokens: int


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    second: int
    length: int


def fragments(first: PreparedProgram, second: PreparedProgram, least: int) -> list[Fragment]:
    """Return what two programs share, the longest first, no token of either twice, each at least so many tokens.

    Every shared fingerprint is extended to both sides as far as the tokens are the same and none is starter code's.
    """
    found: list[Fragment] = []
    taken_first, taken_second = bytearray(len(first.kinds)), bytearray(len(second.kinds))
    for run in sorted(_runs(first, second), key=lambda run: (-run.length, run.first, run.second)):
        for part in _free(run, taken_first, taken_second):
            if part.length < least:
                continue
            taken_first[part.first : part.first + part.length] = b"\1" * part.length
            taken_second[part.second : part.second + part.length] = b"\1" * part.length
            found.append(
                Fragment(
                    (first.lines[part.first], first.lines[part.first + part.length - 1]),
                    (second.lines[part.second], second.lines[part.second + part.length - 1]),
                    part.length,
                )
            )
    return sorted(found, key=lambda fragment: (-fragment.tokens, fragment.first_lines))


def _runs(first: PreparedProgram, second: PreparedProgram) -> Sequence[_Run]:
    """Return each maximal run through a shared fingerprint once."""
    places: dict[int, list[int]] = {}
    for each in second.fingerprints:
        places.setdefault(each.hash, []).append(each.at)
    found: list[_Run] = []
    reached: dict[int, int] = {}
    for each in first.fingerprints:
        for other in places.get(each.hash, ()):
            diagonal = each.at - other
            if each.at < reached.get(diagonal, 0):
                continue
            run = _extended(first, second, each.at, other)
            if run.length:
                reached[diagonal] = run.first + run.length
                found.append(run)
    return found


def _extended(first: PreparedProgram, second: PreparedProgram, at: int, other: int) -> _Run:
    start, end = 0, 0
    while (
        at + end < len(first.kinds) and other + end < len(second.kinds) and _same(first, second, at + end, other + end)
    ):
        end += 1
    if not end:
        return _Run(at, other, 0)
    while at + start > 0 and other + start > 0 and _same(first, second, at + start - 1, other + start - 1):
        start -= 1
    return _Run(at + start, other + start, end - start)


def _same(first: PreparedProgram, second: PreparedProgram, at: int, other: int) -> bool:
    return first.kinds[at] == second.kinds[other] and not first.given[at] and not second.given[other]


def _free(run: _Run, taken_first: bytearray, taken_second: bytearray) -> list[_Run]:
    """Return the parts of a run that no longer one has taken."""
    parts: list[_Run] = []
    start = 0
    for offset in range(run.length + 1):
        over = offset == run.length
        if over or taken_first[run.first + offset] or taken_second[run.second + offset]:
            if offset > start:
                parts.append(_Run(run.first + start, run.second + start, offset - start))
            start = offset + 1
    return parts
