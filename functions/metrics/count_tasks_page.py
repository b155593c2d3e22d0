"""One page of a rebuild, in one commit with the event that asks for the next: a kill repeats a page, or nothing."""

from shared.data.store import StoreQuery
from shared.domain.metrics.events import MetricCountersDue, MetricsRebuildDue
from shared.domain.metrics.repository import ContributionRepository
from shared.domain.metrics.rollups import count
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

PAGE = 20
"""Tasks in one commit: each may count in some months of its project, its assignee and its tenant."""


@subscriber(MetricsRebuildDue)
async def count_tasks_page(event: MetricsRebuildDue, ctx: SubscriberContext) -> None:
    """Count some more tasks as they stand now; those that were counted before add nothing."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    tasks, tenants = TaskRepository(ctx.work), TenantRepository(ctx.work)
    after = (ctx.work.absolute(tasks.path(event.after)),) if event.after else None
    page = await ctx.work.query(StoreQuery(tasks.collection, (), (), PAGE, after))
    found = [task for task in await tasks.get_many([each.data["id"] for each in page]) if task is not None]
    for task in found:
        # A contribution that is newer than its task would take the task back to what it was.
        tasks.hold(task)
    known = await ContributionRepository(ctx.work).get_many([task.id for task in found])
    tenant = await tenants.get(ctx.work.tenant_id)
    await count(ctx.work, {task.id: task for task in found}, tenant.time_zone)
    done, added = event.tasks + len(found), event.added + known.count(None)
    if len(page) == PAGE:
        ctx.work.emit(event.with_(after=found[-1].id, tasks=done, added=added))
    else:
        ctx.work.emit(MetricCountersDue(operation_id=operation.id, tasks=done, added=added))
    await transitions.progressed(ctx.work, operation.id, done)
