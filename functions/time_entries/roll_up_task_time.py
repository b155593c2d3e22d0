"""A task's actual hours are those booked on it, once any are."""

from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.tasks.repository import TaskRepository
from shared.domain.time_tracking.booking import counted, task_path
from shared.domain.time_tracking.events import TaskTimeChanged
from shared.domain.time_tracking.schemas import HOUR
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

MOST = Decimal("999.99")
"""As many hours as a task can show; its project counts them all."""


@subscriber(TaskTimeChanged)
async def roll_up_task_time(event: TaskTimeChanged, ctx: SubscriberContext) -> None:
    """Set a task's actual hours to what was booked on it."""
    tasks = TaskRepository(ctx.work)
    # Both in one round trip: hours of an older count would miss that the task was written since.
    _, counter = await ctx.work.get_many([tasks.path(event.task_id), task_path(event.task_id)])
    task = await tasks.find(event.task_id)
    seconds = Decimal(counted([counter]).get("seconds", 0))
    hours = min(MOST, (seconds / HOUR).quantize(Decimal("0.01"), ROUND_HALF_EVEN))
    if task is not None and task.actual_hours != hours:
        tasks.save(task.edited({"actual_hours": hours}, at=ctx.now))
