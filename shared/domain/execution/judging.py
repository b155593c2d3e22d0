"""From what the sandbox saw to verdicts. Pure: the programs are gone by now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shared.domain.execution.model import Run, RunResult, RunTest, TestResult
from shared.engines.scoring import verdicts
from shared.engines.scoring.checkers import TokensChecker
from shared.engines.scoring.verdicts import Verdict, worst
from shared.ports.sandbox import MIB, CompileOutcome, Limits, Outcome, ProgramOutcome

MAX_SHOWN_BYTES = 4 * 1024
MAX_SHOWN_TOTAL = 256 * 1024
"""What all shown outputs take at most, so that a run stays in one document."""

_WALL_FACTOR = 3.0
_MIN_WALL_SECONDS = 2.0
_MIN_OUTPUT_BYTES = 64 * 1024


def limits_of(run: Run) -> Limits:
    """Return what each test may use; a program that prints far more than is expected need not finish."""
    cpu_seconds = run.cpu_ms / 1000
    longest = max((len(test.expected_output.encode()) for test in run.tests), default=0)
    return Limits(
        cpu_seconds=cpu_seconds,
        wall_seconds=max(_MIN_WALL_SECONDS, cpu_seconds * _WALL_FACTOR),
        memory_bytes=run.memory_mib * MIB,
        output_bytes=_MIN_OUTPUT_BYTES + 2 * longest,
    )


def not_run(why: str) -> ProgramOutcome:
    """Return the outcome of a program that never got into the sandbox."""
    return ProgramOutcome(CompileOutcome(ok=False, internal_error=why))


def undecided(outcome: ProgramOutcome, tests: int) -> tuple[int, ...]:
    """Return which tests tell nothing about the program, because running them failed on our side."""
    if outcome.compilation.internal_error is not None:
        return tuple(range(tests))
    return tuple(number for number, each in enumerate(outcome.outcomes) if each.internal_error is not None)


def merged(first: ProgramOutcome, again: Sequence[int], second: ProgramOutcome) -> ProgramOutcome:
    """Return the first outcome with the tests run again replaced."""
    if first.compilation.internal_error is not None or len(again) == len(first.outcomes):
        return second
    if not second.compilation.ok:
        return first
    repeated = dict(zip(again, second.outcomes, strict=True))
    return replace(first, outcomes=tuple(repeated.get(number, each) for number, each in enumerate(first.outcomes)))


def judge(run: Run, outcome: ProgramOutcome, *, at: datetime) -> RunResult:
    """Return the verdict of each test and of the whole."""
    compilation = outcome.compilation
    if compilation.internal_error is not None:
        return _uniform(run, Verdict.IE, "", at)
    if not compilation.ok:
        return _uniform(run, Verdict.CE, compilation.message, at)
    shown = min(MAX_SHOWN_BYTES, MAX_SHOWN_TOTAL // (2 * max(1, sum(test.visible for test in run.tests))))
    tests = tuple(_judged(test, each, shown) for test, each in zip(run.tests, outcome.outcomes, strict=True))
    return RunResult(verdict=worst(test.verdict for test in tests), tests=tests, finished_at=at)


def shown_text(raw: bytes, limit: int) -> str:
    """Return output as text that documents and JSON can hold: at most `limit` bytes, without NUL."""
    text = raw[:limit].decode(errors="replace").replace("\x00", "")
    return text.encode()[:limit].decode(errors="ignore")


def _judged(test: RunTest, outcome: Outcome, shown: int) -> TestResult:
    return TestResult(
        id=test.id,
        visible=test.visible,
        verdict=verdicts.judge(outcome, test.expected_output.encode(), TokensChecker()),
        weight=test.weight,
        cpu_ms=round(outcome.cpu_seconds * 1000),
        wall_ms=round(outcome.wall_seconds * 1000),
        memory_kib=outcome.peak_memory_bytes // 1024,
        output=shown_text(outcome.stdout, shown) if test.visible else "",
        error_output=shown_text(outcome.stderr, shown) if test.visible else "",
    )


def _uniform(run: Run, verdict: Verdict, message: str, at: datetime) -> RunResult:
    """Return a result in which no test ran."""
    tests = tuple(
        TestResult(
            id=test.id, visible=test.visible, verdict=verdict, weight=test.weight, cpu_ms=0, wall_ms=0, memory_kib=0
        )
        for test in run.tests
    )
    message = shown_text(message.encode(errors="replace"), MAX_SHOWN_BYTES)
    return RunResult(verdict=verdict, compiler_message=message, tests=tests, finished_at=at)
