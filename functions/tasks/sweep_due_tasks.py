"""A task that is due within a day is told of once for each due date it gets."""

from datetime import datetime, timedelta

from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.tasks.events import TaskDueSoon
from shared.domain.tasks.repository import DUE_SOON, TaskRepository
from shared.errors import Aborted, DependencyUnavailable
from shared.ids import IdSequence, new_seed
from shared.observability import logging
from shared.runtime.contexts import PlatformContext
from shared.runtime.declare import scheduled

BATCH = 200
MAX_BATCHES = 20


@scheduled(timedelta(minutes=15), local_every=timedelta(seconds=10))
async def sweep_due_tasks(ctx: PlatformContext) -> None:
    """Have those concerned told of tasks that are due soon."""
    bound = Filter("remindAt", Operator.LESS_OR_EQUAL, ctx.now)
    query = StoreQuery(DUE_SOON.collection, DUE_SOON.bounds([bound]), DUE_SOON.orders(), BATCH, group=True)
    for _ in range(MAX_BATCHES):
        due = await ctx.documents.query(query)
        told = [await _tell(ctx, each.path.split("/")[1], str(each.data["id"])) for each in due]
        if len(due) < BATCH or not any(told):
            return


async def _tell(ctx: PlatformContext, tenant_id: str, task_id: str) -> bool:
    """Emit that one task is due soon, if it still is; False where that failed, which stops no other."""
    seed = new_seed()

    def unit() -> UnitOfWork:
        return UnitOfWork(ctx.outside.store, tenant_id, ctx.scope, IdSequence(seed))

    async def step(work: UnitOfWork) -> None:
        tasks = TaskRepository(work)
        task = await tasks.find(task_id)
        if task is None or not _is_waiting(task.remind_at, ctx.now):
            return
        tasks.save(task.with_(due_told_for=task.due_at))
        # What was due already when it was written down surprises nobody.
        if task.due_at is not None and task.due_at > ctx.now:
            work.emit(TaskDueSoon(project_id=task.project_id, task_id=task.id, due_at=task.due_at))

    try:
        await run_unit(unit, step)
    except (Aborted, DependencyUnavailable) as error:
        logging.warning("a due task could not be told of yet", tenantId=tenant_id, reason=error.message)
        return False
    return True


def _is_waiting(remind_at: datetime | None, now: datetime) -> bool:
    return remind_at is not None and remind_at <= now
