"""What integrity has to do."""

from typing import ClassVar

from shared.events.event import Event


class IntegritySummaryDue(Event):
    """What was noticed of an attempt that has ended is to be summed up, or anew."""

    type: ClassVar[str] = "integrity.summary.due.v1"
    attempt_id: str
