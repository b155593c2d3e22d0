"""The files of a report that are there still, whoever or whatever had them written."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.data.store import Filter, Operator
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import REPORT_RUN_LIST, ReportRepository, ReportRunRepository
from shared.domain.reports.schemas import ReportRunView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListReportRuns(ListRequest):
    """Of which report of which project."""

    project_id: Identifier
    report_id: Identifier


@query(
    "GET /v1/projects/{projectId}/reports/{reportId}/runs",
    permission=Permission.REPORTS_READ,
    loads=Loads(ReportRepository, "report_id", tagged=False, whole=(ProjectRepository, "project_id")),
    lists=REPORT_RUN_LIST,
)
async def list_report_runs(request: ListReportRuns, ctx: QueryContext) -> Page[ReportRunView]:
    """List what was written of a report, the newest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    report = await ReportRepository(ctx.reads).get_of(project.id, request.report_id)
    there = [Filter("expiresAt", Operator.GREATER, ctx.now)]
    page = await ReportRunRepository(ctx.reads).page(
        REPORT_RUN_LIST, request.page(), {"projectId": project.id, "reportId": report.id}, there
    )
    return page.with_items([ReportRunView.told(run) for run in page.items])
