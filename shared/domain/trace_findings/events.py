"""What is said while traces are analysed."""

from datetime import date
from typing import ClassVar

from shared.domain.trace_findings.model import FindingKind
from shared.events.event import Event


class TraceDayAnalysisDue(Event):
    """One of an app's days (UTC) is to be analysed, then those after it up to `until`.

    With an operation somebody asked for it and reads its result; without, whatever is new is told of.
    """

    type: ClassVar[str] = "trace_findings.day_analysis.due.v1"
    app_id: str
    day: date
    until: date
    operation_id: str | None = None
    traces: int = 0
    found: int = 0


class TraceFindingDetected(Event):
    """The daily analysis found something for the first time."""

    type: ClassVar[str] = "trace_findings.finding.detected.v1"
    app_id: str
    finding_id: str
    finding_kind: FindingKind
    name: str
