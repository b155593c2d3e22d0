"""Problem packages as content of questions. Pure, but slow where there is much in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import ValidationError

from shared.domain.questions.content import (
    MAX_TEST_BYTES,
    MAX_TEST_CHARACTERS,
    MAX_TOTAL_CPU_MS,
    CodingContent,
    RunLimits,
)
from shared.domain.questions.solutions import Expectation, KnownSolution
from shared.engines.problem_packages.expectations import verdicts
from shared.engines.problem_packages.findings import Finding, Findings
from shared.engines.problem_packages.mapped_tests import ImportedTest
from shared.engines.problem_packages.mapping import ImportedQuestion, to_question
from shared.engines.problem_packages.model import ProblemPackage, Submission
from shared.engines.problem_packages.reader import read_package
from shared.engines.test_data import archive_of

MAX_SUBMISSIONS = 40
MAX_SOLUTIONS = 20

_MOST_CPU_MS, _LEAST_CPU_MS, _MOST_MEMORY_MIB, _LEAST_MEMORY_MIB = 20_000, 100, 1_024, 16
_SPECIFIC = {
    verdicts("WA"): Expectation.WRONG_ANSWER,
    verdicts("RTE"): Expectation.RUN_TIME_ERROR,
    verdicts("TLE"): Expectation.TIME_LIMIT_EXCEEDED,
}


@dataclass(frozen=True, slots=True)
class TakenPackage:
    """A package that can be a question: its content, and its submissions as programs to run, by name.

    Without a time limit of its own the content has the longest there may be: its accepted submissions tell the limit.
    """

    package: ProblemPackage
    content: CodingContent
    programs: Mapping[str, KnownSolution]
    test_names: Mapping[str, str]
    test_data: bytes | None  # the archive with the texts of the stored tests
    timing: frozenset[str]  # the accepted submissions that tell the time limit; none where it is given

    def submission(self, name: str) -> Submission:
        """Return a submission of the package by its name."""
        return next(each for each in self.package.submissions if each.name == name)


def take(data: bytes, natural_language: str) -> tuple[TakenPackage | None, tuple[Finding, ...]]:
    """Return the package in an archive unless it can't be a question, and what is wrong with it or left out."""
    reading = read_package(data)
    if reading.package is None:
        return None, reading.findings
    findings = Findings()
    question = to_question(reading.package, findings, natural_language=natural_language)
    taken = None if question is None else _taken(reading.package, question, findings)
    return taken, (*findings.listed(), *reading.findings) if taken is None else (*reading.findings, *findings.listed())


def bounded_cpu_ms(cpu_ms: int, tests: int) -> int:
    """Return the nearest CPU time in milliseconds that each of so many tests may have."""
    return max(_LEAST_CPU_MS, min(cpu_ms, _MOST_CPU_MS, MAX_TOTAL_CPU_MS // tests))


def details(findings: Sequence[Finding]) -> tuple[dict[str, Any], ...]:
    """Return findings as JSON objects."""
    return tuple({**asdict(finding), "severity": finding.severity.value} for finding in findings)


def _taken(package: ProblemPackage, question: ImportedQuestion, findings: Findings) -> TakenPackage | None:
    programs = {program.name: program for program in _programs(package.submissions, question.reference, findings)}
    kept = [
        programs[each.name]
        for each in package.submissions
        if each.name in programs and each is not question.reference and (each.must_pass or each.must_fail)
    ]
    if len(kept) > MAX_SOLUTIONS:
        findings.warning(
            "submissions", f"run once, but not kept: {', '.join(each.name for each in kept[MAX_SOLUTIONS:])}"
        )
    stored = _stored(question.tests)
    try:
        content = CodingContent.model_validate(
            {
                "kind": "coding",
                "title": question.title,
                "prompt": question.prompt,
                "languages": question.languages,
                "tests": [_test(test, stored=test.id in stored) for test in question.tests],
                "groups": question.groups,
                "checker": question.checker,
                "reference": {"language": question.reference.language, "source": question.reference.source.decode()},
                "solutions": kept[:MAX_SOLUTIONS],
                "limits": _limits(question, findings),
            }
        )
        test_data = archive_of(stored) if stored else None
    except ValueError as error:
        _refuse(error, question, findings)
        return None
    names = {test.id: test.name for test in question.tests}
    accepted = (each.name for each in package.submissions if each.must_pass and each.name in programs)
    timing = frozenset(accepted if question.cpu_ms is None else ())
    return TakenPackage(package, content, programs, names, test_data, timing)


def _stored(tests: Sequence[ImportedTest]) -> dict[str, tuple[bytes, bytes]]:
    """Return the texts that go into a file: those of all hidden tests, unless the question itself can hold them."""
    texts = [text for test in tests for text in (test.input, test.expected_output)]
    if sum(map(len, texts)) <= MAX_TEST_BYTES and all(_fits(text) for text in texts):
        return {}
    return {test.id: (test.input, test.expected_output) for test in tests if not test.visible}


def _fits(text: bytes) -> bool:
    try:
        return len(text.decode()) <= MAX_TEST_CHARACTERS
    except UnicodeDecodeError:
        return False


def _test(test: ImportedTest, *, stored: bool) -> dict[str, Any]:
    return {
        "id": test.id,
        "input": "" if stored else test.input,
        "expected_output": "" if stored else test.expected_output,
        "stored": stored,
        "visible": test.visible,
        "weight": test.weight,
        "group": test.group,
    }


def _limits(question: ImportedQuestion, findings: Findings) -> RunLimits:
    wanted = question.cpu_ms if question.cpu_ms is not None else _MOST_CPU_MS
    cpu_ms = bounded_cpu_ms(wanted, len(question.tests))
    memory = RunLimits().memory_mib if question.memory_mib is None else question.memory_mib
    bounded = min(max(memory, _LEAST_MEMORY_MIB), _MOST_MEMORY_MIB)
    if question.cpu_ms not in (None, cpu_ms):
        findings.warning("problem.yaml", f"the time limit is {cpu_ms} ms: with so many tests there is no other")
    if bounded != memory:
        findings.warning("problem.yaml", f"the memory limit is {bounded} MiB: there is no other")
    return RunLimits(cpu_ms=cpu_ms, memory_mib=bounded)


def _programs(submissions: Sequence[Submission], reference: Submission, findings: Findings) -> Iterator[KnownSolution]:
    """Yield the submissions that are texts of a size that runs take."""
    first = [reference, *(each for each in submissions if each is not reference)][:MAX_SUBMISSIONS]
    for submission in submissions:
        path = f"submissions/{submission.name}"
        if submission not in first:
            findings.warning(path, f"passed over: at most {MAX_SUBMISSIONS} submissions are run")
            continue
        try:
            yield KnownSolution(
                name=submission.name,
                language=submission.language,
                source=submission.source.decode(),
                files={name: data.decode() for name, data in submission.files.items()},
                expected=_expectation(submission),
            )
        except ValueError as error:
            findings.warning(path, f"passed over: {_first_line(error)}")


def _expectation(submission: Submission) -> Expectation:
    if submission.must_pass:
        return Expectation.ACCEPTED
    required = {rule.required for rule in submission.rules if rule.required}
    return _SPECIFIC.get(required.pop(), Expectation.REJECTED) if len(required) == 1 else Expectation.REJECTED


def _refuse(error: ValueError, question: ImportedQuestion, findings: Findings) -> None:
    """Say what a question can't have of the package, and where the package has it."""
    if isinstance(error, UnicodeDecodeError):
        findings.error(f"submissions/{question.reference.name}", "the file is not UTF-8")
        return
    if not isinstance(error, ValidationError):
        findings.error("data", str(error))
        return
    wrong = error.errors()
    for each in wrong:
        # Of nothing but unusable tests pydantic also says that there are too few.
        if each["type"] == "too_short" and len(wrong) > 1:
            continue
        field, *inside = each["loc"] or ("",)
        place = inside[0] if inside else None
        path = f"data/{question.tests[place].name}" if field == "tests" and isinstance(place, int) else ""
        where = ".".join(str(part) for part in (inside[1:] if path else each["loc"]))
        findings.error(path, f"this can't be a question: {where}: {each['msg']}")


def _first_line(error: ValueError) -> str:
    return "; ".join(each["msg"] for each in error.errors()) if isinstance(error, ValidationError) else str(error)
