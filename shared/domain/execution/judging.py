"""From what the sandbox saw to verdicts. Pure: the programs are gone by now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.engines.runs import RunResult, RunSpec, RunTest, TestResult
from shared.engines.scoring import verdicts
from shared.engines.scoring.checkers import CustomChecker, explain
from shared.engines.scoring.verdicts import Verdict, judge_validator, worst
from shared.engines.test_data import TestTexts
from shared.ports.sandbox import MIB, Limits, Outcome, ProgramOutcome

MAX_SHOWN_BYTES = 4 * 1024
MAX_SHOWN_TOTAL = 256 * 1024
"""What all shown outputs take at most, so that a run stays in one document."""

_WALL_FACTOR = 3.0
_MIN_WALL_SECONDS = 2.0
_MIN_OUTPUT_BYTES = 64 * 1024


def limits_of(spec: RunSpec, texts: TestTexts) -> Limits:
    """Return what each test may use; a program that prints far more than is expected need not finish."""
    cpu_seconds = spec.cpu_ms / 1000
    wall_seconds = max(_MIN_WALL_SECONDS, cpu_seconds * _WALL_FACTOR) if spec.wall_ms is None else spec.wall_ms / 1000
    extra_seconds = cpu_seconds * verdicts.CPU_MARGIN if spec.extra_cpu_ms is None else spec.extra_cpu_ms / 1000
    longest = max((texts.expected_size(test) for test in spec.tests), default=0)
    return Limits(
        cpu_seconds=cpu_seconds,
        extra_cpu_seconds=extra_seconds,
        wall_seconds=wall_seconds,
        memory_bytes=spec.memory_mib * MIB,
        output_bytes=_MIN_OUTPUT_BYTES + 2 * longest if spec.output_bytes is None else spec.output_bytes,
        processes=spec.processes,
    )


def judge(
    spec: RunSpec, texts: TestTexts, program: ProgramOutcome, validations: Mapping[int, Outcome], *, at: datetime
) -> RunResult:
    """Return the verdict of each test and of the whole; `validations` are a custom validator's, by the test's place."""
    compilation = program.compilation
    if compilation.internal_error is not None:
        return not_run(spec, at=at)
    if not compilation.ok:
        return _uniform(spec, Verdict.CE, compilation.message, at)
    shown = min(MAX_SHOWN_BYTES, MAX_SHOWN_TOTAL // (2 * max(1, sum(test.visible for test in spec.tests))))
    tests = tuple(
        _judged(spec, test, texts, outcome, validations.get(number), shown)
        for number, (test, outcome) in enumerate(zip(spec.tests, program.outcomes, strict=True))
    )
    verdict = worst(test.verdict for test in tests)
    if spec.keeps_output:
        tests = _with_output(tests, verdict, program.outcomes)
    return RunResult(verdict=verdict, tests=tests, groups=spec.groups, finished_at=at)


def not_run(spec: RunSpec, *, at: datetime, missing_languages: tuple[str, ...] = ()) -> RunResult:
    """Return the result of a program that never got into the sandbox, which is no fault of its own."""
    return _uniform(spec, Verdict.IE, "", at).with_(missing_languages=missing_languages)


def shown_text(raw: bytes, limit: int) -> str:
    """Return output as text that documents and JSON can hold: its head and tail in at most `limit` bytes, no NUL."""
    text = raw.decode(errors="replace").replace("\x00", "")
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    gap = f"\n... {len(encoded) - limit} bytes left out ...\n".encode()
    half = max(0, limit - len(gap)) // 2
    return (encoded[:half] + gap + encoded[len(encoded) - half :]).decode(errors="ignore")


def _judged(
    spec: RunSpec, test: RunTest, texts: TestTexts, outcome: Outcome, validation: Outcome | None, shown: int
) -> TestResult:
    expected = texts.expected(test)
    hint = ""
    if isinstance(spec.checker, CustomChecker):
        verdict = judge_validator(outcome, validation or Outcome(internal_error="the validator was not asked"))
    else:
        verdict = verdicts.judge(outcome, expected, spec.checker)
        if test.visible and verdict is Verdict.WA:
            hint = explain(spec.checker, outcome.stdout, expected)
    return TestResult(
        id=test.id,
        visible=test.visible,
        verdict=verdict,
        weight=test.weight,
        group=test.group,
        cpu_ms=round(outcome.cpu_seconds * 1000),
        wall_ms=round(outcome.wall_seconds * 1000),
        memory_kib=outcome.peak_memory_bytes // 1024,
        exit_code=outcome.exit_code,
        signal=outcome.signal,
        output=shown_text(outcome.stdout, shown) if test.visible else "",
        error_output=shown_text(outcome.stderr, shown) if test.visible else "",
        hint=hint,
    )


def _with_output(
    tests: tuple[TestResult, ...], verdict: Verdict, outcomes: Sequence[Outcome]
) -> tuple[TestResult, ...]:
    """Keep what the first test with the run's verdict printed; one output fits into a document, all may not."""
    deciding = next(number for number, test in enumerate(tests) if test.verdict is verdict)
    outcome = outcomes[deciding]
    kept = tests[deciding].with_(stdout=outcome.stdout, stderr=outcome.stderr)
    return (*tests[:deciding], kept, *tests[deciding + 1 :])


def _uniform(spec: RunSpec, verdict: Verdict, message: str, at: datetime) -> RunResult:
    """Return a result in which no test ran."""
    tests = tuple(
        TestResult(
            id=test.id,
            visible=test.visible,
            verdict=verdict,
            weight=test.weight,
            group=test.group,
            cpu_ms=0,
            wall_ms=0,
            memory_kib=0,
        )
        for test in spec.tests
    )
    message = shown_text(message.encode(errors="replace"), MAX_SHOWN_BYTES)
    return RunResult(verdict=verdict, compiler_message=message, tests=tests, groups=spec.groups, finished_at=at)
