"""A file about a candidate is for those who asked, and for a few days."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import AttemptExportExpired
from shared.domain.attempts.exports import AttemptExport, AttemptExportRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(AttemptExportExpired, external=True)
async def expire_attempt_export(event: AttemptExportExpired, ctx: ExternalContext) -> None:
    """Delete a score bundle or a candidate's report."""

    async def read(work: UnitOfWork) -> AttemptExport | None:
        return await AttemptExportRepository(work).find(event.export_id)

    export = await ctx.prepare(read)
    if export is None:
        return
    await ctx.files.delete(export.path)

    async def remove(work: UnitOfWork) -> None:
        exports = AttemptExportRepository(work)
        left = await exports.find(event.export_id)
        if left is not None:
            exports.remove(left)

    await ctx.finish(remove)
