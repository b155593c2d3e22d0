"""The feed follows the tasks."""

from shared.domain.activity.model import Activity, ActivityRepository
from shared.domain.tasks.events import TaskChanged
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TaskChanged)
async def record_task_activity(event: TaskChanged, ctx: SubscriberContext) -> None:
    """Record what was done with a task."""
    told = {
        "status": event.status,
        "statusBefore": event.status_before if event.status_before != event.status else None,
        "assigneeId": event.assignee_id,
        "assigneeBefore": event.assignee_before if event.assignee_before != event.assignee_id else None,
    }
    activity = Activity(
        id=ctx.event_id,
        project_id=event.project_id,
        task_id=event.task_id,
        actions=tuple(f"task.{each}" for each in event.what),
        fields=event.fields,
        values={name: value for name, value in told.items() if value is not None},
        created_by=event.by,
        created_at=event.at,
    )
    ActivityRepository(ctx.work).add(activity)
