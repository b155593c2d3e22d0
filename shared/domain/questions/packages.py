"""Problem packages as content of questions, and what running their submissions says about both. Pure, but slow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import ValidationError

from shared.domain.questions.content import MAX_TOTAL_CPU_MS, CodingContent, RunLimits, Test
from shared.domain.questions.solutions import Expectation, KnownSolution
from shared.engines.languages import LANGUAGES
from shared.engines.problem_packages.expectations import verdicts
from shared.engines.problem_packages.findings import Finding, Findings
from shared.engines.problem_packages.mapping import ImportedQuestion, to_question
from shared.engines.problem_packages.model import ProblemPackage, Submission
from shared.engines.problem_packages.reader import read_package
from shared.engines.problem_packages.verifying import time_limit_ms, unmet
from shared.engines.runs import RunResult

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


def timed(taken: TakenPackage, results: Mapping[str, RunResult]) -> CodingContent:
    """Return the package's content with the time limit that follows from what accepted submissions took.

    Slow languages are granted more time, so what they took counts for less.
    """
    if not taken.timing:
        return taken.content
    slowest = max(
        (
            test.cpu_ms / LANGUAGES[taken.programs[name].language].time_factor
            for name in taken.timing
            if taken.submission(name).bounds_time
            for test in results[name].tests
        ),
        default=0,
    )
    limit = time_limit_ms(taken.package.settings.limits, slowest_accepted_ms=slowest)
    limits = taken.content.limits.with_(cpu_ms=_bounded_cpu(limit, taken.content.tests))
    return taken.content.with_(limits=limits)


def concluded(content: CodingContent, results: Mapping[str, RunResult]) -> CodingContent:
    """Return content whose known solutions are asked for no more than what they came to.

    Judging stops early in legacy packages: what is wrong there may crash later here, and is rejected all the same.
    """

    def agreed(solution: KnownSolution) -> KnownSolution:
        verdict = results[solution.name].verdict
        if solution.expected.is_met_by(verdict) or not Expectation.REJECTED.is_met_by(verdict):
            return solution
        return solution.with_(expected=Expectation.REJECTED) if solution.expected in _SPECIFIC.values() else solution

    return content.with_(solutions=tuple(map(agreed, content.solutions)))


def report(taken: TakenPackage, content: CodingContent, results: Mapping[str, RunResult]) -> dict[str, Any]:
    """Return what became of the package as a JSON object: its submissions as expected and as they came out."""
    submissions = [_submission_report(taken, name, result) for name, result in results.items()]
    settings = taken.package.settings
    return {
        "package": {
            "name": taken.package.name,
            "uuid": settings.uuid,
            "license": settings.license,
            "rightsOwner": settings.rights_owner,
            "authors": list(settings.authors),
            "source": settings.source,
            "keywords": list(settings.keywords),
        },
        "limits": content.limits.to_data(),
        "submissions": submissions,
        "allAsExpected": all(each["asExpected"] for each in submissions),
    }


def details(findings: Sequence[Finding]) -> tuple[dict[str, Any], ...]:
    """Return findings as JSON objects."""
    return tuple({**asdict(finding), "severity": finding.severity.value} for finding in findings)


def _submission_report(taken: TakenPackage, name: str, result: RunResult) -> dict[str, Any]:
    verdict_of = {taken.test_names[test.id]: test.verdict for test in result.tests}
    problems = unmet(taken.package, taken.submission(name), verdict_of)
    return {
        "name": name,
        "language": taken.programs[name].language,
        "expected": name.partition("/")[0],
        "verdict": result.verdict.value,
        "asExpected": not problems,
        "problems": list(problems),
        "slowestMs": max((test.cpu_ms for test in result.tests), default=0),
        "compilerMessage": result.compiler_message,
    }


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
    try:
        content = CodingContent.model_validate(
            {
                "kind": "coding",
                "title": question.title,
                "prompt": question.prompt,
                "languages": question.languages,
                "tests": [{name: getattr(test, name) for name in Test.model_fields} for test in question.tests],
                "groups": question.groups,
                "checker": question.checker,
                "reference": {"language": question.reference.language, "source": question.reference.source.decode()},
                "solutions": kept[:MAX_SOLUTIONS],
                "limits": _limits(question, findings),
            }
        )
    except (ValidationError, UnicodeDecodeError) as error:
        _refuse(error, question, findings)
        return None
    names = {test.id: test.name for test in question.tests}
    accepted = (each.name for each in package.submissions if each.must_pass and each.name in programs)
    return TakenPackage(package, content, programs, names, frozenset(accepted if question.cpu_ms is None else ()))


def _limits(question: ImportedQuestion, findings: Findings) -> RunLimits:
    wanted = question.cpu_ms if question.cpu_ms is not None else _MOST_CPU_MS
    cpu_ms = _bounded_cpu(wanted, question.tests)
    memory = RunLimits().memory_mib if question.memory_mib is None else question.memory_mib
    bounded = min(max(memory, _LEAST_MEMORY_MIB), _MOST_MEMORY_MIB)
    if question.cpu_ms not in (None, cpu_ms):
        findings.warning("problem.yaml", f"the time limit is {cpu_ms} ms: with so many tests there is no other")
    if bounded != memory:
        findings.warning("problem.yaml", f"the memory limit is {bounded} MiB: there is no other")
    return RunLimits(cpu_ms=cpu_ms, memory_mib=bounded)


def _bounded_cpu(cpu_ms: int, tests: Sequence[object]) -> int:
    return max(_LEAST_CPU_MS, min(cpu_ms, _MOST_CPU_MS, MAX_TOTAL_CPU_MS // len(tests)))


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


def _refuse(error: ValidationError | UnicodeDecodeError, question: ImportedQuestion, findings: Findings) -> None:
    """Say what a question can't have of the package, and where the package has it."""
    if isinstance(error, UnicodeDecodeError):
        findings.error(f"submissions/{question.reference.name}", "the file is not UTF-8")
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
