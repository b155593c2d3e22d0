"""A task that is deleted is kept until somebody restores it."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.attachments import KEPT_FOR
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.events import TaskDeletionFinal
from shared.domain.tasks.repository import TaskRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteTask(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/tasks/{taskId}",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_task(request: DeleteTask, ctx: CommandContext) -> None:
    """Delete a task without subtasks; it can be restored."""
    tasks = TaskRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    removed = task.removed(at=ctx.now)
    tasks.save(removed)
    ctx.work.emit(TaskDeletionFinal(task_id=task.id, deleted_at=ctx.now), at=ctx.now + KEPT_FOR)
    tell_change(ctx.work, task, removed, by=ctx.author)
    if task.parent_id is not None:
        tasks.save((await tasks.get_of(project.id, task.parent_id)).without_subtask())
