"""What a run of a program came to."""

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
