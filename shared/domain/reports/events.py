"""What reports have to do."""

from typing import ClassVar

from shared.events.event import Event


class ReportRequested(Event):
    """A report is to be written; the run's id is its operation's."""

    type: ClassVar[str] = "reports.run.requested.v1"
    run_id: str


class ReportMailDue(Event):
    """Somebody is to get a report that is written."""

    type: ClassVar[str] = "reports.mail.due.v1"
    run_id: str
    member_id: str


class ReportExpired(Event):
    """The time of a report's file is over; emitted for that moment when it is asked for."""

    type: ClassVar[str] = "reports.run.expired.v1"
    run_id: str
