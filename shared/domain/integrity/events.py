"""What integrity has to do, and what comes of it."""

from typing import ClassVar

from shared.events.event import Event


class IntegritySummaryDue(Event):
    """What was noticed of an attempt that has ended is to be summed up, or anew."""

    type: ClassVar[str] = "integrity.summary.due.v1"
    attempt_id: str


class FindingsOpened(Event):
    """A candidate can read and answer what was found in their attempt, for the first time."""

    type: ClassVar[str] = "integrity.findings.opened.v1"
    attempt_id: str
