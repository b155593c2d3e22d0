"""Where reports are stored."""

from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.domain.reports.model import Report, ReportRun

REPORT_LIST = QueryShape("reports", equals=("projectId",), sorts=(("name",),), required=("projectId",))
REPORT_RUN_LIST = QueryShape(
    "reportRuns",
    equals=("projectId", "reportId"),
    sorts=(("-expiresAt",),),
    ranges=("expiresAt",),
    required=("projectId", "reportId"),
)
REPORTS_DUE = QueryShape("reports", sorts=(("nextDueAt",),), ranges=("nextDueAt",), group=True)


class ReportRepository(Repository[Report]):
    """Reports by id."""

    collection: ClassVar[str] = "reports"
    noun: ClassVar[str] = "report"
    model = Report

    async def get_of(self, project_id: str, id: str) -> Report:
        """Return a project's report; raise NotFound for another's."""
        report = await self.find(id)
        return found(report if report and report.project_id == project_id else None, self.noun)


class ReportRunRepository(Repository[ReportRun]):
    """Runs of reports by the id of their operation."""

    collection: ClassVar[str] = "reportRuns"
    noun: ClassVar[str] = "report_run"
    model = ReportRun

    async def get_of(self, project_id: str, id: str, *, at: datetime) -> ReportRun:
        """Return a run in a project; raise NotFound for another's, and once its time is over."""
        run = await self.find(id)
        there = run is not None and run.project_id == project_id and at < run.expires_at
        return found(run if there else None, self.noun)
