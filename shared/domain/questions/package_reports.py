"""What running a package's submissions says about the package, and about the question it became."""

from collections.abc import Mapping
from typing import Any

from shared.domain.questions.content import CodingContent
from shared.domain.questions.packages import TakenPackage, bounded_cpu_ms
from shared.domain.questions.solutions import Expectation, KnownSolution
from shared.engines.languages import LANGUAGES
from shared.engines.problem_packages.verifying import time_limit_ms, unmet
from shared.engines.runs import RunResult


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
    limits = taken.content.limits.with_(cpu_ms=bounded_cpu_ms(limit, len(taken.content.tests)))
    return taken.content.with_(limits=limits)


def concluded(content: CodingContent, results: Mapping[str, RunResult]) -> CodingContent:
    """Return content whose known solutions are asked for no more than what they came to.

    Judging stops early in legacy packages: what is wrong there may crash later here, and is rejected all the same.
    Languages that do not run here are not offered, unless the reference is in one.
    """

    def agreed(solution: KnownSolution) -> KnownSolution:
        verdict = results[solution.name].verdict
        if solution.expected.is_met_by(verdict) or not Expectation.REJECTED.is_met_by(verdict):
            return solution
        return solution if solution.expected is Expectation.ACCEPTED else solution.with_(expected=Expectation.REJECTED)

    missing = {language for result in results.values() for language in result.missing_languages}
    if content.reference.language in missing:
        missing = set[str]()
    return content.with_(
        languages=tuple(language for language in content.languages if language not in missing),
        solutions=tuple(agreed(each) for each in content.solutions if each.language not in missing),
    )


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


def _submission_report(taken: TakenPackage, name: str, result: RunResult) -> dict[str, Any]:
    verdict_of = {taken.test_names[test.id]: test.verdict for test in result.tests}
    missing = tuple(f"{language} is not installed where programs run" for language in result.missing_languages)
    problems = missing or unmet(taken.package, taken.submission(name), verdict_of)
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
