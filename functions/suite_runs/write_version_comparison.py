"""Two runs are read whole and compared; the same runs always come to the same numbers."""

import asyncio

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations import transitions
from shared.domain.suite_runs.events import VersionComparisonRequested
from shared.domain.suite_runs.model import SuiteRun
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.domain.suite_runs.version_comparison import NOTHING_IN_COMMON, SEED, ComparedResults, compared_versions
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_results import results_of


@subscriber(VersionComparisonRequested, external=True)
async def write_version_comparison(event: VersionComparisonRequested, ctx: ExternalContext) -> None:
    """Compare two runs, and tell what came of it."""

    async def begin(work: UnitOfWork) -> tuple[SuiteRun, SuiteRun] | None:
        if (await transitions.started(work, event.operation_id)).is_over:
            return None
        runs = SuiteRunRepository(work)
        return await runs.get(event.before), await runs.get(event.run_id)

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    before, now = [await _read(ctx, run) for run in begun]
    found = await asyncio.to_thread(compared_versions, before, now, seed=SEED)

    async def record(work: UnitOfWork) -> None:
        if found:
            models = [each.to_data() for each in found]
            result = {"runId": event.run_id, "before": event.before, "models": models}
            await transitions.succeeded(work, event.operation_id, result)
            return
        await transitions.failed(work, event.operation_id, code="nothing_in_common", message=NOTHING_IN_COMMON)

    await ctx.finish(record)


async def _read(ctx: ExternalContext, run: SuiteRun) -> ComparedResults:
    compared = ComparedResults(run)
    async for stored in results_of(ctx, run):
        compared.add(stored)
    return compared
