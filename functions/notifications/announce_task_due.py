"""Whoever has a task hears that it is due soon, and so do those who follow it."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.events import TaskDueSoon
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.watches import WatchRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TaskDueSoon)
async def announce_task_due(event: TaskDueSoon, ctx: SubscriberContext) -> None:
    """Tell who has a task and who follows it that it is due soon, unless it is done or due at another time by now."""
    project = await ProjectRepository(ctx.work).find(event.project_id)
    task = await TaskRepository(ctx.work).find(event.task_id)
    if project is None or project.deleted or task is None or task.deleted or task.project_id != project.id:
        return
    if task.stage.final or task.due_at != event.due_at:
        return
    interested = [task.assignee_id or "", *await WatchRepository(ctx.work).members_of(task.id)]
    await tell_and_mail(
        ctx.work,
        [each for each in interested if each in project.member_ids],
        NotificationKind.TASK_DUE_SOON,
        link=f"/projects/{project.id}/tasks/{task.id}",
        subject=task.title,
        project=project.name,
        due=f"{event.due_at:%Y-%m-%d %H:%M} UTC",
    )
