"""What is to be told of the service that is no alert."""

from typing import ClassVar

from shared.events.event import Event


class MonthlyReportDue(Event):
    """The report of a month (`2026-02`) is to be mailed to one address."""

    type: ClassVar[str] = "alerts.monthly_report.due.v1"
    month: str
    recipient: str
