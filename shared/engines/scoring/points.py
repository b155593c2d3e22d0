"""From verdicts and weights to points. Rounding is stated here once: half up, to two places."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.engines.scoring.verdicts import Verdict
from shared.model import FrozenModel

_PLACES = Decimal("0.01")

GroupId = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-zA-Z0-9_-]+$")]


class GroupScoring(StrEnum):
    """What a group earns, given what its members earn."""

    SUM = "sum"  # their weighted share
    MINIMUM = "minimum"  # what the least of them earns
    ALL_OR_NOTHING = "all_or_nothing"  # all when each of them earns all


class TestGroup(FrozenModel):
    """Tests, or groups of them, that earn together. Without a weight of its own it has that of its members.

    With the weight 0 its tests run and earn nothing, as samples may.
    """

    __test__ = False  # no test case, whatever pytest thinks of the name

    id: GroupId
    scoring: GroupScoring = GroupScoring.ALL_OR_NOTHING
    weight: Annotated[int, Field(ge=0, le=10_000)] | None = None
    parent: GroupId | None = None  # a group listed before this one


@dataclass(frozen=True, slots=True)
class ScoredTest:
    """One test's verdict, its weight among the other members of its group or question, and the share it earned.

    Only AC earns anything: all of the test, unless a smaller `share` (0 to 1) is given. IE earns nothing either, but
    says nothing about the answer: see `needs_review`.
    """

    id: str
    verdict: Verdict
    weight: int
    group: str | None = None
    share: Decimal = Decimal(1)


def rounded(points: Decimal) -> Decimal:
    """Return points as they are stored and shown: what is nearly nothing has no sign."""
    shown = points.quantize(_PLACES, ROUND_HALF_UP)
    return shown if shown else abs(shown)


def question_points(tests: Sequence[ScoredTest], groups: Sequence[TestGroup], worth: Decimal) -> Decimal:
    """Return the points of one question: its worth times the weighted share that its tests and groups earned.

    Groups without tests count for nothing. Raise ValueError where a test or a group names no group before it.
    """
    return _rounded(Fraction(worth) * sum(_parts(tests, groups)))


def points_by_test(tests: Sequence[ScoredTest], groups: Sequence[TestGroup], worth: Decimal) -> tuple[Decimal, ...]:
    """Return each test's points, which add up to the question's exactly; raise ValueError as `question_points` does.

    Each gets the difference between the rounded running sums, so that no rounding is lost or won. What a group earns
    is divided among its members by weight, or for `sum` by what each earned.
    """
    running, shown, found = Fraction(0), Decimal(0), list[Decimal]()
    for part in _parts(tests, groups):
        running += part
        after = _rounded(Fraction(worth) * running)
        found.append(after - shown)
        shown = after
    return tuple(found)


def needs_review(tests: Sequence[ScoredTest]) -> bool:
    """Tell whether a person must look at the question: a test ended in IE, so what it earned (nothing) isn't final."""
    return any(test.verdict is Verdict.IE for test in tests)


def group_problem(groups: Sequence[TestGroup], named: Sequence[str]) -> str | None:
    """Return None for groups that work with the tests that name them, otherwise one line saying why not."""
    seen = set[str]()
    for group in groups:
        if group.id in seen:
            return f"two groups have the id {group.id}"
        if group.parent is not None and group.parent not in seen:
            return f"no group {group.parent} comes before the group {group.id} that lies in it"
        seen.add(group.id)
    for name in named:
        if name not in seen:
            return f"there is no group {name}"
    used = {*named, *(group.parent for group in groups)}
    return next((f"the group {group.id} has no tests" for group in groups if group.id not in used), None)


@dataclass(slots=True)
class _Member:
    """A test or a group: its weight, and what each test in it earned of it, by the test's place."""

    weight: int
    parts: dict[int, Fraction]

    @property
    def share(self) -> Fraction:
        return sum(self.parts.values(), Fraction(0))


def _parts(tests: Sequence[ScoredTest], groups: Sequence[TestGroup]) -> tuple[Fraction, ...]:
    """Return what each test earned of the whole question."""
    members: dict[str | None, list[_Member]] = {None: [], **{group.id: [] for group in groups}}
    for place, test in enumerate(tests):
        share = Fraction(test.share) if test.verdict is Verdict.AC else Fraction(0)
        _of(members, test.group, f"test {test.id}").append(_Member(test.weight, {place: share}))
    for group in reversed(groups):
        inside = members.pop(group.id)
        if inside:
            weight = sum(member.weight for member in inside) if group.weight is None else group.weight
            together = _together(inside, group.scoring)
            _of(members, group.parent, f"group {group.id}").append(_Member(weight, together))
    whole = _together(members[None], GroupScoring.SUM)
    return tuple(whole[place] for place in range(len(tests)))


def _of(members: dict[str | None, list[_Member]], group: str | None, what: str) -> list[_Member]:
    if group not in members:
        raise ValueError(f"{what} names the group {group}, which there is not")
    return members[group]


def _together(members: Sequence[_Member], scoring: GroupScoring) -> dict[int, Fraction]:
    """Return what each test earned of a group with these members."""
    total = sum(member.weight for member in members) or 1
    least = min((member.share for member in members), default=Fraction(0))
    if scoring is GroupScoring.ALL_OR_NOTHING and least < 1:
        least = Fraction(0)
    parts = dict[int, Fraction]()
    for member in members:
        kept = Fraction(1)
        if scoring is not GroupScoring.SUM:
            kept = least / member.share if least else Fraction(0)
        for place, part in member.parts.items():
            parts[place] = part * kept * member.weight / total
    return parts


def _rounded(points: Fraction) -> Decimal:
    """Round exactly: thousandths, cut off, still tell which way half up goes."""
    return rounded(Decimal(floor(points * 1000)).scaleb(-3))
