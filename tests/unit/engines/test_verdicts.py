import pytest

from shared.engines.scoring.checkers import CustomChecker, ExactChecker, TokensChecker
from shared.engines.scoring.verdicts import Verdict, failure, judge, judge_validator, near_limit, worst
from shared.ports.sandbox import Limits, Outcome

LIMITS = Limits(cpu_seconds=2, wall_seconds=6)
CUSTOM = CustomChecker(language="python", source="exit(42)")
ACCEPTS, REJECTS = Outcome(exit_code=42), Outcome(exit_code=43)
RIGHT = Outcome(exit_code=0, stdout=b"3\n")
FAILURES = [
    (Outcome(exit_code=1, stdout=b"3\n"), Verdict.RE),
    (Outcome(signal=11, stdout=b"3\n"), Verdict.RE),
    (Outcome(exit_code=137, stdout=b"3\n"), Verdict.RE),
    (Outcome(stdout=b"3\n", time_exceeded=True), Verdict.TLE),
    (Outcome(memory_exceeded=True, time_exceeded=True), Verdict.MLE),
    (Outcome(output_exceeded=True, memory_exceeded=True), Verdict.OLE),
    (Outcome(internal_error="gone", output_exceeded=True), Verdict.IE),
]


def test_the_gravest_verdict_speaks_for_the_run() -> None:
    assert worst([Verdict.AC, Verdict.WA, Verdict.TLE]) is Verdict.TLE
    assert worst([Verdict.AC, Verdict.AC]) is Verdict.AC
    assert worst([]) is Verdict.AC


def test_the_order_of_gravity_is_fixed() -> None:
    assert [verdict.value for verdict in Verdict] == ["IE", "CE", "OLE", "MLE", "TLE", "RE", "WA", "AC"]


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (RIGHT, Verdict.AC),
        (Outcome(exit_code=0, stdout=b"  3 "), Verdict.AC),
        (Outcome(exit_code=0, stdout=b"4\n"), Verdict.WA),
        (Outcome(exit_code=0, stdout=b"3\xff\n"), Verdict.WA),
        *FAILURES,
    ],
)
def test_the_gravest_thing_seen_is_the_verdict(outcome: Outcome, verdict: Verdict) -> None:
    assert judge(outcome, b"3\n", TokensChecker()) is verdict


def test_the_questions_checker_decides_about_the_output() -> None:
    assert judge(Outcome(exit_code=0, stdout=b"3"), b"3\n", ExactChecker()) is Verdict.WA
    assert judge(RIGHT, b"3\n", ExactChecker()) is Verdict.AC


@pytest.mark.parametrize(("outcome", "verdict"), FAILURES)
def test_a_failed_execution_needs_no_validator(outcome: Outcome, verdict: Verdict) -> None:
    assert failure(outcome) is verdict
    assert judge(outcome, b"", CUSTOM) is verdict
    assert judge_validator(outcome, ACCEPTS) is verdict


def test_an_output_that_a_validator_must_see_is_not_judged_without() -> None:
    assert failure(RIGHT) is None
    with pytest.raises(ValueError, match="custom checker"):
        judge(RIGHT, b"", CUSTOM)


def test_a_validator_accepts_with_42_and_rejects_with_43() -> None:
    assert judge_validator(RIGHT, ACCEPTS) is Verdict.AC
    assert judge_validator(RIGHT, REJECTS) is Verdict.WA


@pytest.mark.parametrize(
    "validator",
    [
        Outcome(exit_code=0),
        Outcome(exit_code=1),
        Outcome(signal=11),
        Outcome(),
        Outcome(exit_code=42, time_exceeded=True),
        Outcome(exit_code=42, memory_exceeded=True),
        Outcome(exit_code=43, output_exceeded=True),
        Outcome(exit_code=43, internal_error="gone"),
    ],
)
def test_a_validator_that_fails_is_an_internal_error(validator: Outcome) -> None:
    assert judge_validator(RIGHT, validator) is Verdict.IE


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(exit_code=0, time_exceeded=True, cpu_seconds=2.05, wall_seconds=2.2),
        Outcome(exit_code=0, time_exceeded=True, cpu_seconds=2.3, wall_seconds=3),
        Outcome(time_exceeded=True, cpu_seconds=1.9, wall_seconds=6),
        Outcome(time_exceeded=True, cpu_seconds=0.5, wall_seconds=6),
    ],
)
def test_a_program_just_over_a_limit_or_kept_waiting_for_the_processor_deserves_another_try(outcome: Outcome) -> None:
    assert near_limit(outcome, LIMITS)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(time_exceeded=True, cpu_seconds=2.31, wall_seconds=2.5),  # ended far over
        Outcome(time_exceeded=True, cpu_seconds=0.02, wall_seconds=6),  # asleep
        Outcome(time_exceeded=True, memory_exceeded=True, cpu_seconds=2.05),  # MLE
        Outcome(exit_code=0, cpu_seconds=1.99, wall_seconds=2),  # in time
    ],
)
def test_others_do_not(outcome: Outcome) -> None:
    assert not near_limit(outcome, LIMITS)
