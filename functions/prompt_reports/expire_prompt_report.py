"""A report on prompts is there for a few days: what it is made of stays."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.prompt_reports.events import PromptReportExpired
from shared.domain.prompt_reports.model import PromptReport, PromptReportRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber


@subscriber(PromptReportExpired, external=True)
async def expire_prompt_report(event: PromptReportExpired, ctx: ExternalContext) -> None:
    """Delete a report on prompts and its file."""

    async def read(work: UnitOfWork) -> PromptReport | None:
        return await PromptReportRepository(work).find(event.report_id)

    report = await ctx.prepare(read)
    if report is None:
        return
    await ctx.files.delete(report.path)

    async def remove(work: UnitOfWork) -> None:
        reports = PromptReportRepository(work)
        left = await reports.find(event.report_id)
        if left is not None:
            reports.remove(left)

    await ctx.finish(remove)
