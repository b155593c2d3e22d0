import pytest

from shared.engines.scoring.checkers import tokens
from shared.engines.scoring.verdicts import Verdict, judge, worst
from shared.ports.sandbox import Outcome


def test_the_gravest_verdict_speaks_for_the_run() -> None:
    assert worst([Verdict.AC, Verdict.WA, Verdict.TLE]) is Verdict.TLE
    assert worst([Verdict.AC, Verdict.AC]) is Verdict.AC
    assert worst([]) is Verdict.AC


def test_the_order_of_gravity_is_fixed() -> None:
    assert [verdict.value for verdict in Verdict] == ["IE", "CE", "OLE", "MLE", "TLE", "RE", "WA", "AC"]


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (Outcome(exit_code=0, stdout=b"3\n"), Verdict.AC),
        (Outcome(exit_code=0, stdout=b"  3 "), Verdict.AC),
        (Outcome(exit_code=0, stdout=b"4\n"), Verdict.WA),
        (Outcome(exit_code=0, stdout=b"3\xff\n"), Verdict.WA),
        (Outcome(exit_code=1, stdout=b"3\n"), Verdict.RE),
        (Outcome(signal=11, stdout=b"3\n"), Verdict.RE),
        (Outcome(exit_code=137, stdout=b"3\n"), Verdict.RE),
        (Outcome(stdout=b"3\n", time_exceeded=True), Verdict.TLE),
        (Outcome(memory_exceeded=True, time_exceeded=True), Verdict.MLE),
        (Outcome(output_exceeded=True, memory_exceeded=True), Verdict.OLE),
        (Outcome(internal_error="gone", output_exceeded=True), Verdict.IE),
    ],
)
def test_the_gravest_thing_seen_is_the_verdict(outcome: Outcome, verdict: Verdict) -> None:
    assert judge(outcome, b"3\n", tokens) is verdict
