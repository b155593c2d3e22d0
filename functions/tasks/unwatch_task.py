"""Whoever no longer follows a task still hears of it while it is theirs to do."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.watches import WatchRepository, watch_id
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class UnwatchTask(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/tasks/{taskId}/watch",
    permission=Permission.NOTIFICATIONS_RECEIVE,
    errors=(NotFound,),
    status=204,
)
async def unwatch_task(request: UnwatchTask, ctx: CommandContext) -> None:
    """Follow a task no longer; not doing so is fine."""
    me, watches = ctx.member.user_id, WatchRepository(ctx.work)
    id = watch_id(request.task_id, me)
    paths = [ProjectRepository.path(request.project_id), TaskRepository.path(request.task_id), watches.path(id)]
    await ctx.work.get_many(paths)
    project = await ProjectRepository(ctx.work).get(request.project_id)
    project.require_member(me)
    task = await TaskRepository(ctx.work).get_of(project.id, request.task_id)
    known = await watches.find(watch_id(task.id, me))
    if known is not None:
        watches.remove(known)
