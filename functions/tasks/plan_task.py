"""What is asked of a task's dates, and how far it is, is set whole: what is left out is asked no more."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.model import TaskPlan
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class PlanTask(Request):
    """Constraint, progress, three-point estimate and who works on it."""

    project_id: Identifier
    task_id: Identifier
    plan: TaskPlan


@command(
    "PUT /v1/projects/{projectId}/tasks/{taskId}/plan",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def plan_task(request: PlanTask, ctx: CommandContext) -> TaskView:
    """Plan a task; its dates follow once the project is scheduled again."""
    projects, tasks = ProjectRepository(ctx.work), TaskRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    # Nobody is assigned to a task while they are being removed from its project.
    projects.hold(project)
    for each in request.plan.assignments:
        project.require_assignable(each.member_id)
    task = (await tasks.get_of(project.id, request.task_id)).planned(request.plan, at=ctx.now)
    tasks.save(task)
    return TaskView.of(task)
