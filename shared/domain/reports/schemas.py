"""Reports as callers see them."""

from datetime import datetime

from shared.domain.reports.definition import ReportDefinition, ReportFormat
from shared.domain.reports.model import ReportSchedule
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
