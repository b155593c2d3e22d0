"""What a run of a program came to."""

from collections.abc import Iterable
from enum import StrEnum

from shared.engines.scoring import checkers
from shared.engines.scoring.checkers import CheckerSpec
from shared.ports.sandbox import Limits, Outcome

VALIDATOR_ACCEPTS = 42
VALIDATOR_REJECTS = 43
"""The exit codes by which a custom checker answers, as in the Kattis problem package format."""

CPU_MARGIN = 0.15
"""How much over its CPU time, as a share of it, a program may be to be tried again."""

_STARVED_SHARE = 0.25


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


def failure(outcome: Outcome) -> Verdict | None:
    """Return the verdict where the execution itself decides it; None where the output does.

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
    return Verdict.RE if outcome.exit_code != 0 else None


def judge(outcome: Outcome, expected: bytes, spec: CheckerSpec) -> Verdict:
    """Return the verdict on one execution of a program that compiled.

    Raise ValueError for a custom checker where the output decides: `judge_validator` knows its answer.
    """
    failed = failure(outcome)
    if failed is not None:
        return failed
    return Verdict.AC if checkers.matches(spec, outcome.stdout, expected) else Verdict.WA


def judge_validator(program: Outcome, validator: Outcome) -> Verdict:
    """Return the verdict on a program whose output a custom checker, the validator, has looked at.

    A validator that neither accepts nor rejects, or exceeds a limit, is an internal error, never the program's fault.
    """
    failed = failure(program)
    if failed is not None:
        return failed
    if failure(validator) not in (None, Verdict.RE):
        return Verdict.IE
    return {VALIDATOR_ACCEPTS: Verdict.AC, VALIDATOR_REJECTS: Verdict.WA}.get(validator.exit_code or 0, Verdict.IE)


def near_limit(outcome: Outcome, limits: Limits) -> bool:
    """Tell whether a TLE deserves another try on a quieter machine; `limits` are those granted to the language.

    It does when the program came to its end with CPU time at most 15 % over its limit, since caches and clock rates are
    shared. It does as well when time ran out on the wall with CPU time within its limit, but a quarter of that or more
    used: a program that waits (for input, a lock, a timer) uses next to none, one that computes on a crowded core does.
    """
    if failure(outcome) is not Verdict.TLE:
        return False
    share = outcome.cpu_seconds / limits.cpu_seconds
    return share <= 1 + CPU_MARGIN if outcome.exit_code is not None else _STARVED_SHARE <= share <= 1
