"""What happens to the time that people work."""

from datetime import date
from typing import ClassVar

from shared.events.event import Event


class TimerOverran(Event):
    """What counts of a timer is over; it may have been stopped before."""

    type: ClassVar[str] = "time_tracking.timer.overran.v1"
    member_id: str
    timer_id: str


class TaskTimeChanged(Event):
    """More time was worked on a task, or less."""

    type: ClassVar[str] = "time_tracking.task_time.changed.v1"
    task_id: str


class TimesheetDecided(Event):
    """A timesheet was approved or rejected."""

    type: ClassVar[str] = "time_tracking.timesheet.decided.v1"
    timesheet_id: str
    member_id: str
    approved: bool


class RateChanged(Event):
    """Somebody's hours cost something else from a day on; entries are valued page by page."""

    type: ClassVar[str] = "time_tracking.rate.changed.v1"
    member_id: str
    from_on: date
    cursor: str | None = None
