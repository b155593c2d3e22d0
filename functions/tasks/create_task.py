"""A task begins with the first status of its project's workflow."""

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.dependencies import require_divisible
from shared.domain.tasks.model import CustomFields, Hours, Moment, Priority, Tags, Task, TaskTitle
from shared.domain.tasks.repository import DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.engines.custom_fields import FieldValue, require_values
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, LongText, Request


class CreateTask(Request):
    """What is to be done; a task with a `parentId` is a part of that one."""

    project_id: Identifier
    title: TaskTitle
    description: LongText = ""
    priority: Priority = Priority.MEDIUM
    assignee_id: Identifier | None = None
    parent_id: Identifier | None = None
    due_at: Moment | None = None
    estimated_hours: Hours | None = None
    tags: Tags = ()
    custom_fields: CustomFields = Field(default_factory=dict[str, FieldValue])


def _parent(request: CreateTask) -> list[str]:
    return [TaskRepository.path(request.parent_id)] if request.parent_id else []


@command(
    "POST /v1/projects/{projectId}/tasks",
    permission=Permission.TASKS_WRITE,
    loads=Loads(ProjectRepository, "project_id", beside=_parent, tagged=False),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def create_task(request: CreateTask, ctx: CommandContext) -> TaskView:
    """Create a task in a project."""
    projects, tasks = ProjectRepository(ctx.work), TaskRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    require_values(project.settings.custom_fields, request.custom_fields, at="/customFields")
    # Nobody is assigned to a task while they are being removed from its project.
    projects.hold(project)
    if request.assignee_id is not None:
        project.require_assignable(request.assignee_id)
    ancestors: tuple[str, ...] = ()
    if request.parent_id is not None:
        parent = await tasks.get_of(project.id, request.parent_id)
        ancestors = parent.line()
        require_divisible(await DependencyRepository(ctx.work).all_of(project.id, parent.id))
        tasks.save(parent.with_subtask())
    workflow = project.settings.workflow
    task = Task(
        id=ctx.new_id(),
        project_id=project.id,
        title=request.title,
        description=request.description,
        status=workflow.first,
        stage=workflow.stage(workflow.first),
        priority=request.priority,
        assignee_id=request.assignee_id,
        reporter_id=ctx.author,
        ancestors=ancestors,
        due_at=request.due_at,
        estimated_hours=request.estimated_hours,
        tags=request.tags,
        custom_fields=request.custom_fields,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    tasks.add(task)
    tell_change(ctx.work, None, task, by=ctx.author)
    ctx.work.about(taskId=task.id)
    return TaskView.of(task)
