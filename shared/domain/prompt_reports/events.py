"""What reports on prompts have to do."""

from typing import ClassVar

from shared.events.event import Event


class PromptReportRequested(Event):
    """Somebody wants a report; its id is its operation's."""

    type: ClassVar[str] = "prompt_reports.report.requested.v1"
    report_id: str


class PromptReportExpired(Event):
    """A report's time is over; emitted for that moment when it is asked for."""

    type: ClassVar[str] = "prompt_reports.report.expired.v1"
    report_id: str
