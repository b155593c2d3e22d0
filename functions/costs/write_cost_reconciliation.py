"""A run's stored results, and what was paid for tries without one, are added up anew and held against the tracker."""

from shared.data.pagination import Page, PageRequest
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs.model import CostCounters, CostEntry, CostSource, Tried, entries_of
from shared.domain.model_costs.reconciling import by_model, reconciled
from shared.domain.model_costs.repository import COST_ENTRY_LIST, CostEntryRepository
from shared.domain.operations import transitions
from shared.domain.suite_runs.events import CostReconciliationRequested
from shared.domain.suite_runs.model import UNFINISHED, Lane, SuiteRun
from shared.domain.suite_runs.repository import LaneRepository, SuiteRunRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.suite_results import results_of

_PAGE = 100
_MAX_MODELS = 100
_IDS = ("",) * (_MAX_MODELS + 1)


@subscriber(CostReconciliationRequested, external=True)
async def write_cost_reconciliation(event: CostReconciliationRequested, ctx: ExternalContext) -> None:
    """Tell where what was counted of a run differs from what was stored."""

    async def begin(work: UnitOfWork) -> tuple[SuiteRun, list[Lane]] | None:
        if (await transitions.started(work, event.operation_id)).is_over:
            return None
        run = await SuiteRunRepository(work).get(event.run_id)
        return run, await LaneRepository(work).of_run(run)

    begun = await ctx.prepare(begin)
    if begun is None:
        return
    run, lanes = begun
    result = reconciled(await _stored(ctx, run, lanes), await _counted(ctx, run))
    await ctx.finish(lambda work: transitions.succeeded(work, event.operation_id, {"runId": run.id, **result}))


async def _stored(ctx: ExternalContext, run: SuiteRun, lanes: list[Lane]) -> dict[str, CostCounters]:
    source = CostSource(run_id=run.id, member=run.created_by, at=run.created_at)
    found: dict[str, CostCounters] = {}
    async for stored in results_of(ctx, run):
        target, result = run.targets[stored.target], stored.result
        tried = Tried(provider=target.provider, model=target.model, outcome=stored.outcome, cached=result.cached)
        found = by_model(entries_of(source, tried, result.spent, ids=_IDS), found)
    for spent in (each for lane in lanes for each in lane.unfinished):
        tried = Tried(provider=spent.provider, model=spent.model, outcome=UNFINISHED, finished=False)
        found = by_model(entries_of(source, tried, (spent,), ids=_IDS), found)
    return found


async def _counted(ctx: ExternalContext, run: SuiteRun) -> dict[str, CostCounters]:
    found: dict[str, CostCounters] = {}
    cursor: str | None = None
    while True:
        page = await ctx.prepare(lambda work, cursor=cursor: _page(work, run, cursor))
        found = by_model(page.items, found)
        cursor = page.next_cursor
        if cursor is None:
            return found


async def _page(work: UnitOfWork, run: SuiteRun, cursor: str | None) -> Page[CostEntry]:
    return await CostEntryRepository(work).page(COST_ENTRY_LIST, PageRequest(_PAGE, cursor), {"runId": run.id})
