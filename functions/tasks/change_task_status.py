"""Which status follows which is the project's workflow's to say."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.engines.workflow import StatusKey
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ChangeTaskStatus(Request):
    """Which status a task gets."""

    project_id: Identifier
    task_id: Identifier
    status: StatusKey


@command(
    "PUT /v1/projects/{projectId}/tasks/{taskId}/status",
    permission=Permission.TASKS_UPDATE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def change_task_status(request: ChangeTaskStatus, ctx: CommandContext) -> TaskView:
    """Give a task another status; the one it has is as good as done."""
    tasks = TaskRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    if request.status == task.status:
        return TaskView.of(task)
    stage = project.settings.workflow.next_stage(task.status, request.status)
    moved = task.moved_on(request.status, stage, at=ctx.now)
    tasks.save(moved)
    tell_change(ctx.work, task, moved, by=ctx.author)
    return TaskView.of(moved)
