"""Reports as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.reports.definition import ReportDefinition, ReportFormat
from shared.domain.reports.model import ReportRun, ReportSchedule
from shared.model import View


class ReportView(View):
    """A saved report; `next_due_at` is when it is mailed next, None without a schedule."""

    id: str
    project_id: str
    name: str
    definition: ReportDefinition
    format: ReportFormat
    schedule: ReportSchedule | None
    next_due_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class ReportRunView(View):
    """A file of a report; `size` in bytes, None until it is written, `recipients` how many members get it by mail."""

    id: str
    format: ReportFormat
    size: int | None
    recipients: int
    created_by: str
    created_at: datetime
    expires_at: datetime

    @classmethod
    def told(cls, run: ReportRun) -> Self:
        """Return a run as callers see it."""
        told = run.model_dump(include={"id", "format", "created_by", "created_at", "expires_at"})
        return cls(**told, size=run.file.size if run.file else None, recipients=len(run.mail_to))
