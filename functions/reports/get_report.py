"""One saved report."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import ReportRepository
from shared.domain.reports.schemas import ReportView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetReport(Request):
    """Which report of which project."""

    project_id: Identifier
    report_id: Identifier


@query(
    "GET /v1/projects/{projectId}/reports/{reportId}",
    permission=Permission.REPORTS_READ,
    loads=Loads(ReportRepository, "report_id", whole=(ProjectRepository, "project_id")),
)
async def get_report(request: GetReport, ctx: QueryContext) -> ReportView:
    """Get what a saved report tells, and when it is mailed."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    return ReportView.of(await ReportRepository(ctx.reads).get_of(project.id, request.report_id))
