"""A problem package as a question of Ella's: tests, groups, checker, limits and known solutions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.engines.languages import LANGUAGES
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.mapped_tests import ImportedTest, tests_and_groups
from shared.engines.problem_packages.model import (
    Case,
    CustomValidator,
    DefaultValidator,
    ProblemPackage,
    Submission,
)
from shared.engines.problem_packages.programs import Unusable, language_named
from shared.engines.scoring.checkers import CheckerSpec, CustomChecker, ExactChecker, FloatChecker, TokensChecker
from shared.engines.scoring.points import TestGroup


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
    tests, groups = tests_and_groups(package, findings)
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
