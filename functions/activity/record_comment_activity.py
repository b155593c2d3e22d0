"""The feed says that somebody commented, not what."""

from shared.domain.activity.model import Activity, ActivityRepository
from shared.domain.tasks.events import CommentAdded
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CommentAdded)
async def record_comment_activity(event: CommentAdded, ctx: SubscriberContext) -> None:
    """Record that somebody commented on a project or a task."""
    activity = Activity(
        id=ctx.event_id,
        project_id=event.project_id,
        task_id=event.task_id,
        actions=("comment.added",),
        values={"commentId": event.comment_id},
        created_by=event.by,
        created_at=event.at,
    )
    ActivityRepository(ctx.work).add(activity)
