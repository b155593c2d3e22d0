"""A problem package as a question of Ella's: tests, groups, checker, limits and known solutions."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shared.engines.languages import LANGUAGES
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import (
    Aggregation,
    Case,
    CaseGroup,
    CustomValidator,
    DefaultValidator,
    ProblemPackage,
    Submission,
)
from shared.engines.problem_packages.programs import Unusable, language_named
from shared.engines.scoring.checkers import CheckerSpec, CustomChecker, ExactChecker, FloatChecker, TokensChecker
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


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """What a question takes from a package. `cpu_ms` is None where it follows from how long solutions take."""

    title: str
    prompt: str
    natural_language: str
    languages: tuple[str, ...]
    tests: tuple[ImportedTest, ...]
    groups: tuple[TestGroup, ...]
    checker: CheckerSpec
    reference: Submission
    cpu_ms: int | None
    memory_mib: int | None


def to_question(
    package: ProblemPackage, findings: Findings, *, natural_language: str = "en"
) -> ImportedQuestion | None:
    """Return the question, None where the package has what questions can't have, which is among the findings then.

    The text comes in the natural language asked for, else in English, else in the first there is.
    """
    language = next((each for each in (natural_language, "en") if each in package.statements), min(package.statements))
    others = sorted(set(package.statements) - {language})
    if others:
        findings.warning("statement", f"the text is taken in {language!r}; left out: {', '.join(others)}")
    if package.attachments:
        findings.warning("attachments", f"left out: {', '.join(sorted(package.attachments))}")
    tests, groups = _tests_and_groups(package, findings)
    reference = _reference(package.submissions)
    if reference is None:
        findings.error("submissions/accepted", "one accepted submission must be a single file, to be the reference")
    checker = _checker(package, findings)
    if reference is None or findings.refused:
        return None
    limits = package.settings.limits
    return ImportedQuestion(
        title=_title(package, language),
        prompt=package.statements[language].markdown,
        natural_language=language,
        languages=_languages(package),
        tests=tests,
        groups=groups,
        checker=checker,
        reference=reference,
        cpu_ms=round(limits.time_seconds * 1000) if limits.time_seconds is not None else None,
        memory_mib=limits.memory_mib,
    )


def _title(package: ProblemPackage, language: str) -> str:
    names = package.settings.names
    return names.get(language) or package.statements[language].name or next(iter(names.values()), "") or package.name


def _reference(submissions: Sequence[Submission]) -> Submission | None:
    """Return the accepted submission that is marked as the model, else the first; it must be one file."""
    usable = [each for each in submissions if each.must_pass and not each.files]
    return next((each for each in usable if each.model), usable[0] if usable else None)


def _languages(package: ProblemPackage) -> tuple[str, ...]:
    """Return the languages to answer in: those the package names, and those its own solutions prove to work."""
    found = {submission.language for submission in package.submissions}
    for code in package.settings.languages or ():
        try:
            found.add(language_named(code))
        except Unusable:
            continue
    return tuple(name for name in LANGUAGES if name in found)


def _checker(package: ProblemPackage, findings: Findings) -> CheckerSpec:
    validator = package.validator
    if isinstance(validator, CustomValidator):
        return _custom_checker(validator, findings)
    if validator.absolute_tolerance is not None or validator.relative_tolerance is not None:
        return _float_checker(validator, package.cases(), findings)
    if not validator.space_sensitive:
        return TokensChecker(case_sensitive=validator.case_sensitive)
    if not validator.case_sensitive:
        findings.warning("problem.yaml", "where white space counts, upper and lower case do as well")
    return ExactChecker()


def _float_checker(validator: DefaultValidator, cases: Iterable[Case], findings: Findings) -> FloatChecker:
    if validator.space_sensitive:
        findings.warning("problem.yaml", "where numbers need only be close, white space doesn't count")
    if not validator.case_sensitive and any(case.answer.lower() != case.answer.upper() for case in cases):
        findings.warning("problem.yaml", "words that are no numbers must be right in upper and lower case")
    return FloatChecker(
        absolute=validator.absolute_tolerance or Decimal(0), relative=validator.relative_tolerance or Decimal(0)
    )


def _custom_checker(validator: CustomValidator, findings: Findings) -> CheckerSpec:
    try:
        return CustomChecker(
            language=validator.language, source=validator.source.decode(), arguments=validator.arguments
        )
    except ValueError as error:  # pydantic's and UnicodeDecodeError are among them
        findings.error("output_validator", f"the validator can't be taken: {str(error).splitlines()[0]}")
        return TokensChecker()


def _tests_and_groups(
    package: ProblemPackage, findings: Findings
) -> tuple[tuple[ImportedTest, ...], tuple[TestGroup, ...]]:
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
