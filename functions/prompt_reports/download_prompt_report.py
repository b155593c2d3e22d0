"""A written report on prompts is handed out by a link; who took one is in the audit log."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.prompt_reports.model import PromptReportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


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
    return await download(ctx, report.file, report.file_name)
