"""Tasks are assigned to those who work in the project."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AssignTask(Request):
    """Who is to do which task; null is nobody."""

    project_id: Identifier
    task_id: Identifier
    assignee_id: Identifier | None


@command(
    "PUT /v1/projects/{projectId}/tasks/{taskId}/assignee",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def assign_task(request: AssignTask, ctx: CommandContext) -> TaskView:
    """Assign a task to somebody in its project, or to nobody."""
    projects, tasks = ProjectRepository(ctx.work), TaskRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    if request.assignee_id is not None:
        project.require_assignable(request.assignee_id)
        projects.hold(project)
    assigned = task.assigned(request.assignee_id, at=ctx.now)
    tasks.save(assigned)
    tell_change(ctx.work, task, assigned, by=ctx.author)
    return TaskView.of(assigned)
