"""A written report on prompts is handed out by a link; who took one is in the audit log."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.audit.schemas import DownloadView
from shared.domain.prompt_reports.model import PromptReportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=10)


class DownloadPromptReport(Request):
    """Which report."""

    report_id: Identifier


@query(
    "GET /v1/prompt-reports/{reportId}",
    permission=Permission.CARDS_READ,
    loads=Loads(PromptReportRepository, "report_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_prompt_report(request: DownloadPromptReport, ctx: QueryContext) -> DownloadView:
    """Get a link to a written report on prompts."""
    reports = PromptReportRepository(ctx.reads)
    report = await reports.get(request.report_id)
    found(report if ctx.now < report.expires_at else None, reports.noun)
    if report.file is None:
        raise FailedPrecondition("the report is not written yet; watch its operation", code="report_not_written")
    url = await ctx.signed_download(report.file.path, expires_in=URL_LIFETIME, filename=report.file_name)
    return DownloadView(url=url, expires_at=ctx.now + URL_LIFETIME)
