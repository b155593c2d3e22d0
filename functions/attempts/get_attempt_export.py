"""A written file about an attempt is handed out by a link; the audit log has that as a view of personal data."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.attempts.exports import AttemptExportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class GetAttemptExport(Request):
    """Which export."""

    export_id: Identifier


@query(
    "GET /v1/attempt-exports/{exportId}",
    permission=Permission.ATTEMPTS_EXPORT,
    loads=Loads(AttemptExportRepository, "export_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def get_attempt_export(request: GetAttemptExport, ctx: QueryContext) -> DownloadView:
    """Get a link to a score bundle or a candidate's report."""
    exports = AttemptExportRepository(ctx.reads)
    export = await exports.get(request.export_id)
    found(export if ctx.now < export.expires_at else None, exports.noun)
    return await download(ctx, export.file, export.kind.file_name)
