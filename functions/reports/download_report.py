"""A report's file is handed out by a link to who may read the project's reports; who took one is in the audit log."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import ReportRunRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadReport(Request):
    """Which run, by the id of its operation."""

    project_id: Identifier
    run_id: Identifier


@query(
    "GET /v1/projects/{projectId}/report-runs/{runId}",
    permission=Permission.REPORTS_READ,
    loads=Loads(ReportRunRepository, "run_id", tagged=False, whole=(ProjectRepository, "project_id")),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_report(request: DownloadReport, ctx: QueryContext) -> DownloadView:
    """Get a link to a report's file."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    run = await ReportRunRepository(ctx.reads).get_of(project.id, request.run_id, at=ctx.now)
    return await download(ctx, run.file, run.file_name)
