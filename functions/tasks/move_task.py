"""What lies beside a task goes along: comments, attachments and followers are the task's.

Time that was booked stays with the project that it was booked on, since it counts there.
"""

from shared.auth.permissions import Permission
from shared.domain.projects.model import ProjectRole
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.engines.custom_fields import require_values
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class MoveTask(Request):
    """Which task goes to which other project."""

    project_id: Identifier
    task_id: Identifier
    to_project_id: Identifier


def _target(request: MoveTask) -> list[str]:
    return [ProjectRepository.path(request.to_project_id)]


@command(
    "POST /v1/projects/{projectId}/tasks/{taskId}/move",
    permission=Permission.TASKS_WRITE,
    loads=Loads(TaskRepository, "task_id", beside=_target, whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def move_task(request: MoveTask, ctx: CommandContext) -> TaskView:
    """Move a task that stands alone to another project, under the status there that is most like its own.

    Whoever does not work in that project is assigned to it no more.
    """
    projects, tasks = ProjectRepository(ctx.work), TaskRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    other = await projects.get_open(request.to_project_id)
    if not ctx.holds(Permission.TASKS_WRITE):
        other.require_member(ctx.author)
    if other.id == project.id:
        raise FailedPrecondition("the task is in that project already", code="same_project")
    dependencies = await DependencyRepository(ctx.work).all_of(project.id)
    if any(task.id in (each.task_id, each.depends_on_task_id) for each in dependencies):
        message = "remove what it waits for and what waits for it first: only tasks of one project wait for each other"
        raise FailedPrecondition(message, code="task_has_dependencies")
    require_values(other.settings.custom_fields, task.custom_fields, at="/customFields")
    # Nobody is assigned to a task while they are being removed from its project.
    projects.hold(other)
    people: set[str | None] = {place.member_id for place in other.places if place.role is not ProjectRole.OBSERVER}
    workflow = other.settings.workflow
    status = workflow.like(task.status, task.stage)
    moved = task.moved_to(other.id, people, at=ctx.now).moved_on(status, workflow.stage(status), at=ctx.now)
    tasks.save(moved)
    if task.parent_id is not None:
        tasks.save((await tasks.get_of(project.id, task.parent_id)).without_subtask())
    tell_change(ctx.work, task, moved, by=ctx.author)
    ctx.work.about(toProjectId=other.id)
    return TaskView.of(moved)
