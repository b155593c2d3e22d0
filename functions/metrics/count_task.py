"""Figures follow the tasks."""

from shared.domain.metrics.repository import ContributionRepository
from shared.domain.metrics.rollups import count
from shared.domain.tasks.events import TaskChanged
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TaskChanged)
async def count_task(event: TaskChanged, ctx: SubscriberContext) -> None:
    """Count a task for its project, its assignee and its tenant as it stands now."""
    tasks, tenants = TaskRepository(ctx.work), TenantRepository(ctx.work)
    paths = [tasks.path(event.task_id), ContributionRepository.path(event.task_id), tenants.path(ctx.work.tenant_id)]
    # All in one round trip: a contribution newer than its task would take the task back to what it was.
    await ctx.work.get_many(paths)
    task = await tasks.find(event.task_id)
    if task is not None:
        tenant = await tenants.get(ctx.work.tenant_id)
        await count(ctx.work, {task.id: task}, tenant.time_zone)
