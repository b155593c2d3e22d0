"""A report's file is handed out by a link to who may read the project's reports; who took one is in the audit log."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.audit.schemas import DownloadView
from shared.domain.projects.repository import ProjectRepository
from shared.domain.reports.repository import ReportRunRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=10)


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
    if run.file is None:
        raise FailedPrecondition("the file is not written yet; watch its operation", code="file_not_written")
    url = await ctx.signed_download(run.path, expires_in=URL_LIFETIME, filename=run.file_name)
    return DownloadView(url=url, expires_at=ctx.now + URL_LIFETIME)
