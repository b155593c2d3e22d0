"""A mention is told once, however often the comment is edited."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comments import CommentRepository
from shared.domain.tasks.events import MembersMentioned
from shared.domain.tasks.repository import TaskRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(MembersMentioned)
async def announce_mention(event: MembersMentioned, ctx: SubscriberContext) -> None:
    """Tell members that a comment mentions them, if they are still in the project and it is still there."""
    project = await ProjectRepository(ctx.work).find(event.project_id)
    comment = await CommentRepository(ctx.work).find(event.comment_id)
    if project is None or project.deleted or comment is None or comment.deleted_at is not None:
        return
    link, subject = f"/projects/{project.id}", project.name
    if event.task_id is not None:
        task = await TaskRepository(ctx.work).find(event.task_id)
        if task is None or task.deleted or task.project_id != project.id:
            return
        link, subject = f"{link}/tasks/{task.id}", task.title
    others = {*project.member_ids} - {event.by}
    told = [each for each in event.member_ids if each in others]
    await tell_and_mail(ctx.work, told, NotificationKind.MENTIONED, link=link, subject=subject, project=project.name)
