"""A report's file is there for a week: what lies around longer is only a danger."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.reports.events import ReportExpired
from shared.domain.reports.model import ReportRun
from shared.domain.reports.repository import ReportRunRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(ReportExpired, external=True)
async def expire_report(event: ReportExpired, ctx: ExternalContext) -> None:
    """Delete the file of a report."""

    async def read(work: UnitOfWork) -> ReportRun | None:
        return await ReportRunRepository(work).find(event.run_id)

    run = await ctx.prepare(read)
    if run is None:
        return
    await ctx.files.delete(run.path)

    async def remove(work: UnitOfWork) -> None:
        runs = ReportRunRepository(work)
        left = await runs.find(event.run_id)
        if left is not None:
            runs.remove(left)

    await ctx.finish(remove)
