"""What a run of a program came to."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """Verdicts, the gravest first."""

    IE = "IE"
    CE = "CE"
    OLE = "OLE"
    MLE = "MLE"
    TLE = "TLE"
    RE = "RE"
    WA = "WA"
    AC = "AC"


_GRAVITY = {verdict: place for place, verdict in enumerate(Verdict)}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the gravest verdict; AC when there is none."""
    return min(verdicts, key=_GRAVITY.__getitem__, default=Verdict.AC)
