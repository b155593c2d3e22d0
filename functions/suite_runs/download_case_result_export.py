"""A written export of a run's results is handed out by a link; who took one is in the audit log."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.suite_runs.exports import FILE_NAME, CaseResultExportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadCaseResultExport(Request):
    """Which export."""

    export_id: Identifier


@query(
    "GET /v1/case-result-exports/{exportId}",
    permission=Permission.CARDS_READ,
    loads=Loads(CaseResultExportRepository, "export_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_case_result_export(request: DownloadCaseResultExport, ctx: QueryContext) -> DownloadView:
    """Get a link to a written export of a run's results."""
    exports = CaseResultExportRepository(ctx.reads)
    export = await exports.get(request.export_id)
    found(export if ctx.now < export.expires_at else None, exports.noun)
    return await download(ctx, export.file, FILE_NAME)
