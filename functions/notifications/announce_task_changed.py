"""Who is to do a task hears so, and those who follow it what became of it; nobody hears what they did themselves."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.events import TaskChange, TaskChanged
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.watches import WatchRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TaskChanged)
async def announce_task_changed(event: TaskChanged, ctx: SubscriberContext) -> None:
    """Tell a task's new assignee, and of another status whoever has the task or follows it, if still in the project."""
    if not {TaskChange.ASSIGNEE, TaskChange.STATUS} & {*event.what}:
        return
    project = await ProjectRepository(ctx.work).find(event.project_id)
    task = await TaskRepository(ctx.work).find(event.task_id)
    if project is None or project.deleted or task is None or task.deleted or task.project_id != project.id:
        return
    link = f"/projects/{project.id}/tasks/{task.id}"
    about = {"subject": task.title, "project": project.name}
    others = {*project.member_ids} - {event.by}
    if TaskChange.ASSIGNEE in event.what and event.assignee_id in others and task.assignee_id == event.assignee_id:
        await tell_and_mail(ctx.work, [event.assignee_id], NotificationKind.TASK_ASSIGNED, link=link, **about)
    if TaskChange.STATUS in event.what:
        interested = [task.assignee_id or "", *await WatchRepository(ctx.work).members_of(task.id)]
        told = [each for each in interested if each in others]
        kind = NotificationKind.TASK_STATUS_CHANGED
        await tell_and_mail(ctx.work, told, kind, link=link, **about, status=event.status)
