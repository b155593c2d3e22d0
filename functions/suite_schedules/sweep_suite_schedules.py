"""Each time of a schedule is told once: the commit that tells it moves the schedule on to the next."""

from datetime import timedelta

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.suite_runs.events import SuiteScheduleDue
from shared.domain.suite_runs.repository import DUE_SCHEDULES, SuiteScheduleRepository
from shared.errors import Aborted, DependencyUnavailable
from shared.ids import IdSequence, new_seed
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

BATCH = 200
MAX_BATCHES = 20


@scheduled(timedelta(minutes=5), local_every=timedelta(seconds=5))
async def sweep_suite_schedules(ctx: PlatformContext) -> None:
    """Have the runs begun that are due; of times that were missed, one run makes up for all."""
    bound = Filter("dueAt", Operator.LESS_OR_EQUAL, ctx.now)
    query = StoreQuery(DUE_SCHEDULES.collection, (bound,), DUE_SCHEDULES.orders(), BATCH, group=True)
    for _ in range(MAX_BATCHES):
        due = await ctx.documents.query(query)
        told = [await _tell(ctx, each.path.split("/")[1], str(each.data["id"])) for each in due]
        if len(due) < BATCH or not any(told):
            return


async def _tell(ctx: PlatformContext, tenant_id: str, schedule_id: str) -> bool:
    """Tell that one schedule is due, if it still is; False where that failed, which stops no other."""
    seed = new_seed()

    def unit() -> UnitOfWork:
        return UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed))

    async def step(work: UnitOfWork) -> None:
        schedules = SuiteScheduleRepository(work)
        schedule = await schedules.find(schedule_id)
        if schedule is None or schedule.due_at is None or schedule.due_at > ctx.now:
            return
        schedules.save(schedule.recurring(schedule.recurrence, active=True, at=ctx.now))
        work.emit(SuiteScheduleDue(schedule_id=schedule.id, due_at=schedule.due_at))

    try:
        await run_unit(unit, step)
    except (Aborted, DependencyUnavailable) as error:
        logging.warning("a scheduled suite could not be begun yet", tenantId=tenant_id, reason=error.message)
        return False
    return True
