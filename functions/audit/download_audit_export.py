"""A written export is handed out by a link; who took one is in the audit log as well."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.audit.exports import AuditExport, AuditExportRepository
from shared.domain.audit.schemas import DownloadView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=10)


class DownloadAuditExport(Request):
    """Which export."""

    export_id: Identifier


@command(
    "POST /v1/audit-exports/{exportId}/download",
    permission=Permission.AUDIT_READ,
    loads=Loads(AuditExportRepository, "export_id", tagged=False),
    external=True,
    errors=(FailedPrecondition,),
)
async def download_audit_export(request: DownloadAuditExport, ctx: ExternalContext) -> DownloadView:
    """Get a link to a written export."""

    async def read(work: UnitOfWork) -> AuditExport:
        return await AuditExportRepository(work).get(request.export_id)

    export = await ctx.prepare(read)
    if export.file is None:
        raise FailedPrecondition("the export is not written yet; watch its operation", code="export_not_written")
    url = await ctx.files.signed_download(export.file.path, expires_in=URL_LIFETIME, filename=export.format.file_name)

    async def note(work: UnitOfWork) -> None:
        exports = AuditExportRepository(work)
        exports.save((await exports.get(request.export_id)).with_(downloaded_at=ctx.now))

    await ctx.finish(note)
    return DownloadView(url=url, expires_at=ctx.now + URL_LIFETIME)
