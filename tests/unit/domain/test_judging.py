from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.execution import judging
from shared.domain.execution.model import Run, RunPurpose
from shared.engines.runs import RunResult, RunSpec, RunTest
from shared.engines.scoring.checkers import CustomChecker, FloatChecker
from shared.engines.scoring.verdicts import Verdict
from shared.engines.test_data import TestTexts
from shared.ports.sandbox import CompileOutcome, Outcome, ProgramOutcome

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COMPILED = CompileOutcome(ok=True)
NO_TEXTS = TestTexts()


def spec(*tests: RunTest, **changes: Any) -> RunSpec:
    return RunSpec(tests=tests, cpu_ms=1000, memory_mib=64).with_(**changes)


def a_test(number: int = 0, *, visible: bool = True, expected: str = "3\n") -> RunTest:
    return RunTest(id=f"t{number}", input="1 2\n", expected_output=expected, visible=visible)


def judged(judged_spec: RunSpec, *outcomes: Outcome, validations: dict[int, Outcome] | None = None) -> RunResult:
    return judging.judge(judged_spec, NO_TEXTS, ProgramOutcome(COMPILED, outcomes), validations or {}, at=AT)


def test_output_becomes_text_that_documents_can_hold() -> None:
    assert judging.shown_text(b"a\x00b\xff\xc3\xa9", 100) == "ab\N{REPLACEMENT CHARACTER}é"
    assert len(judging.shown_text(b"\xff" * 10_000, 4096).encode()) <= 4096


def test_long_output_is_shown_by_its_head_and_its_tail() -> None:
    shown = judging.shown_text(b"first " + b"x" * 10_000 + b" last", 200)
    assert shown.startswith("first x")
    assert shown.endswith("x last")
    assert "\n... 9811 bytes left out ...\n" in shown
    assert len(shown.encode()) <= 200
    assert judging.shown_text(b"x" * 200, 200) == "x" * 200


def test_a_hundred_shown_outputs_still_fit_a_document() -> None:
    tests = tuple(a_test(number) for number in range(100))
    flood = Outcome(exit_code=0, stdout=b"x" * 100_000, stderr=b"y" * 100_000)
    result = judged(spec(*tests), *(flood,) * 100)
    assert sum(len(each.output) + len(each.error_output) for each in result.tests) <= judging.MAX_SHOWN_TOTAL


def test_hidden_tests_show_figures_but_no_output() -> None:
    outcome = Outcome(
        exit_code=1, cpu_seconds=0.0126, wall_seconds=0.5, peak_memory_bytes=4096, stdout=b"3", stderr=b"secret"
    )
    [hidden] = judged(spec(a_test(visible=False)), outcome).tests
    assert (hidden.output, hidden.error_output, hidden.hint) == ("", "", "")
    assert (hidden.cpu_ms, hidden.wall_ms, hidden.memory_kib, hidden.exit_code) == (13, 500, 4, 1)


def test_a_visible_wrong_answer_says_where_it_differs() -> None:
    shown, hidden = judged(spec(a_test(0), a_test(1, visible=False)), *(Outcome(exit_code=0, stdout=b"4\n"),) * 2).tests
    assert (shown.verdict, hidden.verdict) == (Verdict.WA, Verdict.WA)
    assert "4" in shown.hint
    assert "3" in shown.hint
    assert hidden.hint == ""


def test_the_questions_checker_decides() -> None:
    close = Outcome(exit_code=0, stdout=b"2.9999999999\n")
    assert judged(spec(a_test()), close).verdict is Verdict.WA
    assert judged(spec(a_test(), checker=FloatChecker()), close).verdict is Verdict.AC


@pytest.mark.parametrize(
    ("validator", "verdict"),
    [
        (Outcome(exit_code=42), Verdict.AC),
        (Outcome(exit_code=43), Verdict.WA),
        (Outcome(exit_code=0), Verdict.IE),
        (Outcome(exit_code=42, time_exceeded=True), Verdict.IE),
        (None, Verdict.IE),
    ],
)
def test_a_validator_accepts_rejects_or_is_broken(validator: Outcome | None, verdict: Verdict) -> None:
    custom = spec(a_test(), checker=CustomChecker(language="python", source="pass"))
    validations = {} if validator is None else {0: validator}
    assert judged(custom, Outcome(exit_code=0), validations=validations).verdict is verdict


def test_a_crash_is_a_crash_whatever_the_validator_would_say() -> None:
    custom = spec(a_test(), checker=CustomChecker(language="python", source="pass"))
    assert judged(custom, Outcome(exit_code=1)).verdict is Verdict.RE


def test_a_failed_compilation_is_every_tests_verdict() -> None:
    outcome = ProgramOutcome(CompileOutcome(ok=False, message="bad\x00" + "x" * 10_000))
    result = judging.judge(spec(a_test(0), a_test(1)), NO_TEXTS, outcome, {}, at=AT)
    assert result.verdict is Verdict.CE
    assert [each.verdict for each in result.tests] == [Verdict.CE, Verdict.CE]
    assert result.compiler_message.startswith("badx")
    assert len(result.compiler_message) <= 4096


def test_a_compiler_that_could_not_be_run_says_nothing_about_the_program() -> None:
    outcome = ProgramOutcome(CompileOutcome(ok=False, internal_error="no slot"))
    result = judging.judge(spec(a_test()), NO_TEXTS, outcome, {}, at=AT)
    assert result.verdict is Verdict.IE
    assert result.compiler_message == ""


def test_limits_leave_room_for_what_is_expected() -> None:
    limits = judging.limits_of(spec(a_test(expected="x" * 50_000), cpu_ms=500, memory_mib=64), NO_TEXTS)
    assert limits.cpu_seconds == 0.5
    assert limits.extra_cpu_seconds == pytest.approx(0.075)
    assert limits.wall_seconds == 2.0
    assert limits.memory_bytes == 64 * 1024 * 1024
    assert limits.output_bytes == 64 * 1024 + 100_000
    assert judging.limits_of(spec(a_test(), cpu_ms=2000), NO_TEXTS).wall_seconds == 6.0
    assert judging.limits_of(spec(a_test(), cpu_ms=2000, wall_ms=2500), NO_TEXTS).wall_seconds == 2.5


@pytest.mark.parametrize(
    ("outcomes", "failures"),
    [
        ((Outcome(exit_code=0, stdout=b"3"), Outcome(exit_code=0, stdout=b"3")), ()),
        ((Outcome(exit_code=0, stdout=b"3"), Outcome(exit_code=2)), ("test t1: RE",)),
    ],
)
def test_failures_name_the_failing_tests(outcomes: tuple[Outcome, ...], failures: tuple[str, ...]) -> None:
    run = Run(
        id="run", purpose=RunPurpose.SCORING, subject_id="attempt", language="python", source="pass", created_at=AT
    )
    assert run.completed(judged(spec(a_test(0), a_test(1)), *outcomes)).failures() == failures


def test_failures_name_the_languages_that_are_missing() -> None:
    run = Run(
        id="run", purpose=RunPurpose.SCORING, subject_id="attempt", language="python", source="pass", created_at=AT
    )
    result = judging.not_run(spec(a_test()), at=AT, missing_languages=("go",))
    assert run.completed(result).failures() == ("go is not installed where programs run",)
