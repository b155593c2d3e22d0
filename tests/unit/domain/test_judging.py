from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.execution import judging
from shared.domain.execution.model import Run, RunPurpose, RunTest
from shared.engines.scoring.verdicts import Verdict
from shared.ports.sandbox import CompileOutcome, Outcome, ProgramOutcome

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COMPILED = CompileOutcome(ok=True)


def run(*tests: RunTest, **changes: Any) -> Run:
    return Run(
        id="run",
        purpose=RunPurpose.SCORING,
        subject_id="attempt",
        question_id="question",
        language="python",
        source="pass",
        tests=tests,
        cpu_ms=1000,
        memory_mib=64,
        created_at=AT,
    ).with_(**changes)


def a_test(number: int = 0, *, visible: bool = True, expected: str = "3\n") -> RunTest:
    return RunTest(id=f"t{number}", input="1 2\n", expected_output=expected, visible=visible)


def test_output_becomes_text_that_documents_can_hold() -> None:
    assert judging.shown_text(b"a\x00b\xff\xc3\xa9", 100) == "ab\N{REPLACEMENT CHARACTER}é"
    assert judging.shown_text("é".encode() * 10, 5) == "éé"
    assert len(judging.shown_text(b"\xff" * 10_000, 4096).encode()) <= 4096


def test_a_hundred_shown_outputs_still_fit_a_document() -> None:
    tests = tuple(a_test(number) for number in range(100))
    flood = Outcome(exit_code=0, stdout=b"x" * 100_000, stderr=b"y" * 100_000)
    result = judging.judge(run(*tests), ProgramOutcome(COMPILED, (flood,) * 100), at=AT)
    assert sum(len(each.output) + len(each.error_output) for each in result.tests) <= judging.MAX_SHOWN_TOTAL


def test_one_shown_output_has_four_kilobytes() -> None:
    flood = Outcome(exit_code=0, stdout=b"x" * 100_000, stderr=b"y" * 100_000)
    [shown] = judging.judge(run(a_test()), ProgramOutcome(COMPILED, (flood,)), at=AT).tests
    assert (len(shown.output), len(shown.error_output)) == (4096, 4096)


def test_hidden_tests_show_figures_but_no_output() -> None:
    outcome = Outcome(
        exit_code=1, cpu_seconds=0.0126, wall_seconds=0.5, peak_memory_bytes=4096, stdout=b"3", stderr=b"secret"
    )
    [hidden] = judging.judge(run(a_test(visible=False)), ProgramOutcome(COMPILED, (outcome,)), at=AT).tests
    assert (hidden.output, hidden.error_output) == ("", "")
    assert (hidden.cpu_ms, hidden.wall_ms, hidden.memory_kib) == (13, 500, 4)


def test_a_failed_compilation_is_every_tests_verdict() -> None:
    outcome = ProgramOutcome(CompileOutcome(ok=False, message="bad\x00" + "x" * 10_000))
    result = judging.judge(run(a_test(0), a_test(1)), outcome, at=AT)
    assert result.verdict is Verdict.CE
    assert [each.verdict for each in result.tests] == [Verdict.CE, Verdict.CE]
    assert result.compiler_message.startswith("badx")
    assert len(result.compiler_message) <= 4096


def test_a_compiler_that_could_not_be_run_says_nothing_about_the_program() -> None:
    result = judging.judge(run(a_test()), judging.not_run("no slot"), at=AT)
    assert result.verdict is Verdict.IE
    assert result.compiler_message == ""


def test_only_undecided_tests_are_run_again() -> None:
    good, broken, better = Outcome(exit_code=0), Outcome(internal_error="x"), Outcome(exit_code=0, stdout=b"3")
    first = ProgramOutcome(COMPILED, (good, broken, broken))
    assert judging.undecided(first, 3) == (1, 2)
    second = ProgramOutcome(COMPILED, (better, broken))
    assert judging.merged(first, (1, 2), second).outcomes == (good, better, broken)
    assert judging.undecided(ProgramOutcome(COMPILED, (good,)), 1) == ()
    assert judging.undecided(judging.not_run("x"), 2) == (0, 1)
    assert judging.merged(judging.not_run("x"), (0,), ProgramOutcome(COMPILED, (good,))).outcomes == (good,)


def test_a_second_run_that_gets_nowhere_leaves_the_first() -> None:
    first = ProgramOutcome(COMPILED, (Outcome(exit_code=0), Outcome(internal_error="x")))
    assert judging.merged(first, (1,), judging.not_run("x")) == first


def test_limits_leave_room_for_what_is_expected() -> None:
    limits = judging.limits_of(run(a_test(expected="x" * 50_000), cpu_ms=500, memory_mib=64))
    assert limits.cpu_seconds == 0.5
    assert limits.wall_seconds == 2.0
    assert limits.memory_bytes == 64 * 1024 * 1024
    assert limits.output_bytes == 64 * 1024 + 100_000
    assert judging.limits_of(run(a_test(), cpu_ms=2000)).wall_seconds == 6.0


@pytest.mark.parametrize(
    ("outcomes", "failures"),
    [
        ((Outcome(exit_code=0, stdout=b"3"), Outcome(exit_code=0, stdout=b"3")), ()),
        ((Outcome(exit_code=0, stdout=b"3"), Outcome(exit_code=2)), ("test t1: RE",)),
    ],
)
def test_failures_name_the_failing_tests(outcomes: tuple[Outcome, ...], failures: tuple[str, ...]) -> None:
    judged = run(a_test(0), a_test(1))
    result = judging.judge(judged, ProgramOutcome(COMPILED, outcomes), at=AT)
    assert judged.completed(result).failures() == failures
