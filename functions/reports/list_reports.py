"""The reports that were saved of a project."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import REPORT_LIST, ReportRepository
from shared.domain.reports.schemas import ReportView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListReports(ListRequest):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/reports",
    permission=Permission.REPORTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=REPORT_LIST,
)
async def list_reports(request: ListReports, ctx: QueryContext) -> Page[ReportView]:
    """List the saved reports of a project by name."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    page = await ReportRepository(ctx.reads).page(REPORT_LIST, request.page(), {"projectId": project.id})
    return page.with_items([ReportView.of(report) for report in page.items])
