"""A written export is handed to whoever asked for it; the audit log has that as a view of personal data."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.privacy.exports import FILE_NAME, PersonalDataExportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.downloads import DownloadView, download
from shared.runtime.requests import Identifier, Request


class DownloadPersonalDataExport(Request):
    """Which export."""

    export_id: Identifier


@query(
    "GET /v1/personal-data-exports/{exportId}",
    permission=Permission.PERSONAL_DATA_EXPORT,
    loads=Loads(PersonalDataExportRepository, "export_id", tagged=False),
    audited=True,
    errors=(FailedPrecondition,),
)
async def download_personal_data_export(request: DownloadPersonalDataExport, ctx: QueryContext) -> DownloadView:
    """Get a link to a written export that one asked for."""
    exports = PersonalDataExportRepository(ctx.reads)
    export = await exports.get(request.export_id)
    found(export if ctx.now < export.expires_at else None, exports.noun)
    return await download(ctx, export.file, FILE_NAME)
