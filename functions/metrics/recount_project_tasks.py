"""A project's tasks counted again in one go. Events still on their way show as differences."""

from shared.domain.metrics.counting import Counters, Kind, Place, difference, of_task, total
from shared.domain.metrics.events import MetricsReconciliationRequested
from shared.domain.metrics.repository import ContributionRepository
from shared.domain.metrics.rollups import counted, months, paths_of
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.domain.tasks.planning import MAX_PLANNED
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

NAMED = 100


@subscriber(MetricsReconciliationRequested)
async def recount_project_tasks(event: MetricsReconciliationRequested, ctx: SubscriberContext) -> None:
    """Count a project's tasks again and tell what differs from its counters."""
    operation = await OperationRepository(ctx.work).find(event.operation_id)
    if operation is None or operation.is_over:
        return
    tasks = await TaskRepository(ctx.work).all_of(event.project_id, MAX_PLANNED + 1)
    if len(tasks) > MAX_PLANNED:
        message = f"at most {MAX_PLANNED} tasks are counted again"
        await transitions.failed(ctx.work, event.operation_id, code="project_too_large", message=message, final=True)
        return
    tenant = await TenantRepository(ctx.work).get(ctx.work.tenant_id)
    contributions = await ContributionRepository(ctx.work).get_many([task.id for task in tasks])
    by_month: dict[str, list[Counters]] = {"": []}
    for task, known in zip(tasks, contributions, strict=True):
        for month, counters in of_task(task, known.zone if known else tenant.time_zone).items():
            by_month.setdefault(month, []).append(counters)
    first = min([task.created_at for task in tasks], default=ctx.now).date()
    wanted = sorted({*by_month, *months(first, ctx.now.date())})
    places = [Place(Kind.PROJECT, event.project_id, month) for month in wanted]
    await ctx.work.get_many([path for place in places for path in paths_of(place)])
    found: list[tuple[str, dict[str, int]]] = []
    for place in places:
        held = counted(await ctx.work.get_many(paths_of(place)))
        again = total(by_month.get(place.month, []))
        found += [
            (f"{place.month or 'today'} {name}", {"held": held.get(name, 0), "counted": again.get(name, 0)})
            for name in sorted(difference(held, again))
        ]
    result = {"tasks": len(tasks), "different": len(found), "differences": dict(found[:NAMED])}
    await transitions.succeeded(ctx.work, event.operation_id, result)
