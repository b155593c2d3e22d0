"""What Greenhouse is told."""

from typing import ClassVar

from shared.events.event import Event


class GreenhousePatchDue(Event):
    """Greenhouse is to be told, for the first time or once more, that a test is complete."""

    type: ClassVar[str] = "greenhouse.patch.due.v1"
    interview_id: str
    number: int
