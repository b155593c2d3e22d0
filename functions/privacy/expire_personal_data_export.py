"""An export is for those who asked, and for a few days: what lies around longer is only a danger."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.privacy.events import PersonalDataExportExpired
from shared.domain.privacy.exports import PersonalDataExport, PersonalDataExportRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(PersonalDataExportExpired, external=True)
async def expire_personal_data_export(event: PersonalDataExportExpired, ctx: ExternalContext) -> None:
    """Delete an export and its file."""

    async def read(work: UnitOfWork) -> PersonalDataExport | None:
        return await PersonalDataExportRepository(work).find(event.export_id)

    export = await ctx.prepare(read)
    if export is None:
        return
    await ctx.files.delete(export.path)

    async def remove(work: UnitOfWork) -> None:
        exports = PersonalDataExportRepository(work)
        left = await exports.find(event.export_id)
        if left is not None:
            exports.remove(left)

    await ctx.finish(remove)
