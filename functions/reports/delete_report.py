"""A report that is deleted is mailed no more; files of it that were written stay for their time."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import ReportRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteReport(Request):
    """Which report of which project."""

    project_id: Identifier
    report_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/reports/{reportId}",
    permission=Permission.REPORTS_WRITE,
    loads=Loads(ReportRepository, "report_id", whole=(ProjectRepository, "project_id")),
    status=204,
)
async def delete_report(request: DeleteReport, ctx: CommandContext) -> None:
    """Delete a saved report."""
    reports = ReportRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get(request.project_id)
    reports.remove(await reports.get_of(project.id, request.report_id))
