"""A report on prompts is read page by page and written at one go: what it names one by one is bounded."""

import asyncio
import hashlib

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.prompt_reports.events import PromptReportRequested
from shared.domain.prompt_reports.model import PromptReport, PromptReportRepository
from shared.domain.prompt_reports.writing import written
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition, NotFound
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.profiles import Runtime
from shared.runtime.prompt_reports import read_report


@subscriber(PromptReportRequested, external=True, runtime=Runtime.ANALYTICS)
async def write_prompt_report(event: PromptReportRequested, ctx: ExternalContext) -> None:
    """Write a report on prompts to a file."""

    async def begin(work: UnitOfWork) -> tuple[PromptReport, str] | None:
        report = await PromptReportRepository(work).find(event.report_id)
        if report is None or report.file is not None or (await transitions.started(work, report.id)).is_over:
            return None
        return report, (await TenantRepository(work).get(work.tenant_id)).name

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    report, company = begun
    try:
        read = await read_report(ctx, report, company)
    except (FailedPrecondition, NotFound) as error:
        code, message = error.code, error.message
        await ctx.finish(lambda work: transitions.failed(work, report.id, code=code, message=message))
        return
    content = await asyncio.to_thread(written, read.sheet, read.data, report.format)
    await ctx.files.put(report.path, content, report.format.content_type)
    file = FileRef(path=report.path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    async def record(work: UnitOfWork) -> bool:
        reports = PromptReportRepository(work)
        current = await reports.find(event.report_id)
        if current is None:
            return False
        reports.save(current.with_(file=file))
        result = {"reportId": current.id, "sha256": file.sha256, "size": file.size}
        await transitions.succeeded(work, current.id, result)
        return True

    if not await ctx.finish(record):
        await ctx.files.delete(report.path)
