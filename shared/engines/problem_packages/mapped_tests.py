"""A package's tests and groups of them under ids and with weights that Ella takes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import Aggregation, Case, CaseGroup, ProblemPackage
from shared.engines.scoring.points import GroupScoring, TestGroup

ALL = "all"
MAX_TEST_WEIGHT = 100
MAX_GROUP_WEIGHT = 10_000

_SCORING = {
    Aggregation.SUM: GroupScoring.SUM,
    Aggregation.MIN: GroupScoring.MINIMUM,
    Aggregation.PASS_FAIL: GroupScoring.ALL_OR_NOTHING,
}
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class ImportedTest:
    """A test under an id that Ella takes; `name` is the package's."""

    id: str
    name: str
    input: bytes
    expected_output: bytes
    visible: bool
    weight: int
    group: str


def tests_and_groups(
    package: ProblemPackage, findings: Findings
) -> tuple[tuple[ImportedTest, ...], tuple[TestGroup, ...]]:
    """Return all tests, and the groups they are in: one that gives all or nothing where there are no points."""
    mapper = _Mapper(package, findings)
    if package.settings.scoring:
        roots = [group for group in (package.sample, package.secret) if any(True for _ in group.all_cases())]
        weights = _weights([group.points for group in roots], MAX_GROUP_WEIGHT, "data", findings)
        for group, weight in zip(roots, weights, strict=True):
            mapper.add_group(group, weight, None)
    else:
        mapper.groups.append(TestGroup(id=ALL, scoring=GroupScoring.ALL_OR_NOTHING))
        for case in package.cases():
            mapper.add_case(case, 1, ALL)
    return tuple(mapper.tests), tuple(mapper.groups)


class _Mapper:
    """Collect tests and groups, each under an id of its own."""

    def __init__(self, package: ProblemPackage, findings: Findings) -> None:
        self.tests: list[ImportedTest] = []
        self.groups: list[TestGroup] = []
        self._findings = findings
        self._ids = _ids([case.name for case in package.cases()])
        self._group_ids = _ids([group.name for root in (package.sample, package.secret) for group in _walk(root)])

    def add_group(self, group: CaseGroup, weight: int, parent: str | None) -> None:
        """Add a group, its tests and the groups in it; outer ones come first."""
        own = self._group_ids[group.name]
        self.groups.append(TestGroup(id=own, scoring=_SCORING[group.aggregation], weight=weight, parent=parent))
        if group.requires:
            needed = ", ".join(group.requires)
            self._findings.warning(f"data/{group.name}", f"the group counts whether or not {needed} is passed")
        inner = [each for each in group.groups if any(True for _ in each.all_cases())]
        each_case = (group.points - sum((sub.points for sub in inner), Decimal(0))) / (len(group.cases) or 1)
        summed = group.aggregation is Aggregation.SUM and group.points > 0
        parts = [*(each_case for _ in group.cases), *(sub.points for sub in inner)]
        most = MAX_TEST_WEIGHT if group.cases else MAX_GROUP_WEIGHT
        weights = _weights(parts, most, f"data/{group.name}", self._findings) if summed else [1] * len(parts)
        for case, each in zip(group.cases, weights, strict=False):
            self.add_case(case, each, own)
        for sub, each in zip(inner, weights[len(group.cases) :], strict=True):
            self.add_group(sub, each, own)

    def add_case(self, case: Case, weight: int, group: str) -> None:
        """Add a test."""
        path = f"data/{case.name}"
        if case.arguments or case.files:
            self._findings.error(f"{path}.in", "tests with arguments or files of their own are not supported")
        if weight == 0:
            self._findings.warning(
                f"{path}.in", "the test is worth no points in its group, and gets the least there are"
            )
        self.tests.append(
            ImportedTest(
                id=self._ids[case.name],
                name=case.name,
                input=case.input,
                expected_output=case.answer,
                visible=case.name.startswith("sample/"),
                weight=weight or 1,
                group=group,
            )
        )


def _walk(group: CaseGroup) -> Iterable[CaseGroup]:
    yield group
    for each in group.groups:
        yield from _walk(each)


def _ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name: letters, digits and dashes, at most 40, each one once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = "".join(sign if (sign.isascii() and sign.isalnum()) or sign in "_-" else "-" for sign in name)
        chosen, number = plain[:_LONGEST_ID], 2
        while chosen in taken:
            chosen = f"{plain[: _LONGEST_ID - 5]}-{number}"
            number += 1
        taken.add(chosen)
        found[name] = chosen
    return found


def _weights(points: Sequence[Decimal], most: int, path: str, findings: Findings) -> list[int]:
    """Return whole weights in the proportion of the points: the points themselves, if they are such."""
    exact = [Fraction(each) for each in points]
    scale = math.lcm(*(each.denominator for each in exact))
    whole = [int(each * scale) for each in exact]
    if max(whole) > most:
        divisor = math.gcd(*whole)
        whole = [each // divisor for each in whole]
    if max(whole) > most:
        findings.warning(path, "points are rounded")
        whole = [max(1, round(Fraction(each * most, max(whole)))) if each else 0 for each in whole]
    return whole
