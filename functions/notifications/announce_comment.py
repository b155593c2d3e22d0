"""Those who follow a task hear what is said; those mentioned hear it as such."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comments import CommentRepository
from shared.domain.tasks.events import CommentAdded
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.watches import WatchRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(CommentAdded)
async def announce_comment(event: CommentAdded, ctx: SubscriberContext) -> None:
    """Tell whoever has a task or follows it of a comment on it, but its author and those it mentions."""
    project = await ProjectRepository(ctx.work).find(event.project_id)
    task = await TaskRepository(ctx.work).find(event.task_id) if event.task_id else None
    comment = await CommentRepository(ctx.work).find(event.comment_id)
    if project is None or project.deleted or task is None or task.deleted or task.project_id != project.id:
        return
    if comment is None or comment.deleted_at is not None:
        return
    others = {*project.member_ids} - {event.by, *comment.told_ids}
    interested = [task.assignee_id or "", *await WatchRepository(ctx.work).members_of(task.id)]
    await tell_and_mail(
        ctx.work,
        [each for each in interested if each in others],
        NotificationKind.COMMENTED,
        link=f"/projects/{project.id}/tasks/{task.id}",
        subject=task.title,
        project=project.name,
    )
