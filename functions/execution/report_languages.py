"""Only where programs run is it known which languages do; the rest of the platform reads it from a document."""

from contextlib import suppress
from datetime import timedelta

from shared.data.store import Create, Update, WriteConflict
from shared.domain.execution.runner import PATH, RunnerReport
from shared.observability import logging
from shared.ports.sandbox import SandboxUnavailable
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled
from shared.runtime.profiles import Runtime


@scheduled(timedelta(minutes=5), local_every=timedelta(seconds=10), runtime=Runtime.EXECUTION)
async def report_languages(ctx: PlatformContext) -> None:
    """Report the languages programs can be run in here."""
    try:
        versions = await ctx.outside.sandbox.languages()
    except SandboxUnavailable as error:
        logging.warning("no programs can be run here", reason=error.message)
        return
    report = RunnerReport.of(versions, at=ctx.now)
    document = await ctx.documents.get(PATH)
    with suppress(WriteConflict):  # another runner has reported just now
        if document is None:
            await ctx.documents.commit([Create(PATH, report.to_data())])
        elif report.tells_more_than(RunnerReport.model_validate(document.data)):
            await ctx.documents.commit([Update(PATH, report.to_data(), document.version)])
