"""Whoever follows a task hears of its comments, its status and its due date."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.watches import Watch, WatchRepository, watch_id
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class WatchTask(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


@command(
    "PUT /v1/projects/{projectId}/tasks/{taskId}/watch",
    permission=Permission.NOTIFICATIONS_RECEIVE,
    errors=(NotFound,),
    status=204,
)
async def watch_task(request: WatchTask, ctx: CommandContext) -> None:
    """Follow a task of a project one is in; once is enough."""
    me, watches = ctx.member.user_id, WatchRepository(ctx.work)
    id = watch_id(request.task_id, me)
    paths = [ProjectRepository.path(request.project_id), TaskRepository.path(request.task_id), watches.path(id)]
    await ctx.work.get_many(paths)
    project = await ProjectRepository(ctx.work).get(request.project_id)
    project.require_member(me)
    task = await TaskRepository(ctx.work).get_of(project.id, request.task_id)
    if await watches.find(id) is None:
        watches.add(Watch(id=id, task_id=task.id, member_id=me, created_at=ctx.now))
