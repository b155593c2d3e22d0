"""A written export is handed out by a link; who took one is in the audit log as well."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.audit.exports import AuditExport, AuditExportRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.downloads import LINK_LIFETIME, DownloadView, written
from shared.runtime.requests import Identifier, Request


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
    file, name = written(export.file), export.format.file_name
    url = await ctx.files.signed_download(file.path, expires_in=LINK_LIFETIME, filename=name)

    async def note(work: UnitOfWork) -> None:
        exports = AuditExportRepository(work)
        exports.save((await exports.get(request.export_id)).with_(downloaded_at=ctx.now))

    await ctx.finish(note)
    return DownloadView(url=url, expires_at=ctx.now + LINK_LIFETIME)
