"""A task comes back where it was."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.dependencies import require_divisible
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreTask(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


@command(
    "POST /v1/projects/{projectId}/tasks/{taskId}/restore",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def restore_task(request: RestoreTask, ctx: CommandContext) -> TaskView:
    """Take back a deleted task; the task it is a part of must be there."""
    tasks = TaskRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.find_of(project.id, request.task_id)
    restored = task.restored(at=ctx.now)
    if restored.parent_id is not None:
        parent = await tasks.find_of(project.id, restored.parent_id)
        if parent.deleted:
            raise FailedPrecondition("restore the task it is a part of first", code="parent_deleted")
        require_divisible(await DependencyRepository(ctx.work).all_of(project.id, parent.id))
        tasks.save(parent.with_subtask())
    tasks.save(restored)
    tell_change(ctx.work, task, restored, by=ctx.author)
    return TaskView.of(restored)
