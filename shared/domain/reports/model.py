"""Reports that were saved, and their files."""

from datetime import datetime, time, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints

from shared.data.repository import Entity
from shared.domain.reports.definition import ReportDefinition, ReportFormat
from shared.engines.recurrence import Every, next_time
from shared.model import FrozenModel
from shared.ports.files import FileRef

KEPT_FOR = timedelta(days=7)
MAX_ROWS = 1_000
"""In a report: more is data, and comes from exports."""

MAX_FACTS = 50_000
"""Tasks or entries that one report adds up."""


def _distinct(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


Recipients = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=64)], ...],
    Field(min_length=1, max_length=20),
    AfterValidator(_distinct),
]


class ReportSchedule(FrozenModel):
    """When a report is mailed, on the clocks of the tenant's zone, and to which members of the project.

    `weekday`, 1 for Monday, counts of what comes each week, `day_of_month` of what comes each month.
    """

    every: Every
    hour: Annotated[int, Field(ge=0, le=23)] = 8
    weekday: Annotated[int, Field(ge=1, le=7)] = 1
    day_of_month: Annotated[int, Field(ge=1, le=31)] = 1
    recipient_ids: Recipients

    def next_after(self, moment: datetime, zone: str) -> datetime:
        """Return when it is due for the first time behind a moment."""
        shown = time(self.hour)
        return next_time(moment, zone, self.every, shown=shown, weekday=self.weekday, day_of_month=self.day_of_month)


class Report(Entity):
    """A report on a project; with a schedule it is mailed when `next_due_at` has come."""

    project_id: str
    name: str
    definition: ReportDefinition
    format: ReportFormat = ReportFormat.PDF
    schedule: ReportSchedule | None = None
    next_due_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    def scheduled(self, schedule: ReportSchedule | None, *, at: datetime, zone: str) -> Self:
        """Return the report with another schedule, or with none."""
        return self.with_(schedule=schedule, next_due_at=schedule.next_after(at, zone) if schedule else None)


class ReportRun(Entity):
    """A report on its way into a file, as it was defined then; the id is its operation's.

    `mailed_to` has had it already, of those in `mail_to`.
    """

    project_id: str
    report_id: str
    name: str
    definition: ReportDefinition
    format: ReportFormat
    mail_to: tuple[str, ...] = ()
    mailed_to: tuple[str, ...] = ()
    file: FileRef | None = None
    created_by: str
    created_at: datetime
    expires_at: datetime

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"reports/{self.id}"

    @property
    def file_name(self) -> str:
        """The name that the file has for who gets it."""
        return f"report-{self.created_at:%Y-%m-%d}.{self.format}"
