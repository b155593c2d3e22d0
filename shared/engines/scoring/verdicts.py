"""What a run of a program came to."""

from collections.abc import Iterable
from enum import StrEnum

from shared.engines.scoring.checkers import Checker
from shared.ports.sandbox import Outcome


class Verdict(StrEnum):
    """In the order they are decided, the gravest first: the first that applies is the verdict."""

    IE = "IE"  # internal error: nobody's answer was judged
    CE = "CE"  # compile error
    OLE = "OLE"  # output limit exceeded
    MLE = "MLE"  # memory limit exceeded
    TLE = "TLE"  # time limit exceeded
    RE = "RE"  # runtime error
    WA = "WA"  # wrong answer
    AC = "AC"  # accepted


_GRAVITY = {verdict: place for place, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the gravest verdict; AC when there is none."""
    return min(verdicts, key=_GRAVITY.__getitem__, default=Verdict.AC)


def judge(outcome: Outcome, expected: bytes, checker: Checker) -> Verdict:
    """Return the verdict on one execution of a program that compiled.

    Limits are judged by the sandbox's counters: an exit code that looks like a kill is a runtime error.
    """
    if outcome.internal_error is not None:
        return Verdict.IE
    if outcome.output_exceeded:
        return Verdict.OLE
    if outcome.memory_exceeded:
        return Verdict.MLE
    if outcome.time_exceeded:
        return Verdict.TLE
    if outcome.exit_code != 0:
        return Verdict.RE
    return Verdict.AC if checker(outcome.stdout, expected) else Verdict.WA
