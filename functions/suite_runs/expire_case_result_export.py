"""An export of a run's results is there for a few days; the results themselves stay with the run."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.suite_runs.events import CaseResultExportExpired
from shared.domain.suite_runs.exports import CaseResultExport, CaseResultExportRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(CaseResultExportExpired, external=True)
async def expire_case_result_export(event: CaseResultExportExpired, ctx: ExternalContext) -> None:
    """Delete an export of a run's results and its file."""

    async def read(work: UnitOfWork) -> CaseResultExport | None:
        return await CaseResultExportRepository(work).find(event.export_id)

    export = await ctx.prepare(read)
    if export is None:
        return
    await ctx.files.delete(export.path)

    async def remove(work: UnitOfWork) -> None:
        exports = CaseResultExportRepository(work)
        left = await exports.find(event.export_id)
        if left is not None:
            exports.remove(left)

    await ctx.finish(remove)
