"""Those tasks that can't be edited stay as they are, each with the reason; the others are edited in one commit."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.repository import BATCH_LIMIT
from shared.domain.projects.model import Project
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.model import Moment, Priority, Tags, Task
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import EditOutcome, EditOutcomes, EditRefusal, TaskView
from shared.engines.workflow import StatusKey
from shared.errors import EllaError, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request


class TaskChanges(Nested):
    """What changes, in each task alike; null takes the assignee or the due date away."""

    status: StatusKey | None = None
    assignee_id: Identifier | None = None
    priority: Priority | None = None
    due_at: Moment | None = None
    tags: Tags | None = None


class BulkEditTasks(Request):
    """Which tasks of a project, and what changes."""

    project_id: Identifier
    task_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=BATCH_LIMIT)]
    changes: TaskChanges


@command(
    "POST /v1/batch/projects/{projectId}/tasks",
    permission=Permission.TASKS_WRITE,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    errors=(FailedPrecondition,),
)
async def bulk_edit_tasks(request: BulkEditTasks, ctx: CommandContext) -> EditOutcomes:
    """Edit up to 100 tasks of a project alike, and tell what became of each."""
    projects, tasks = ProjectRepository(ctx.work), TaskRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    projects.hold(project)
    ids = tuple(dict.fromkeys(request.task_ids))
    await tasks.get_many(ids)
    outcomes: list[EditOutcome] = []
    for id in ids:
        try:
            task = await tasks.get_of(project.id, id)
            edited = _edited(task, project, request.changes, ctx)
        except EllaError as error:
            outcomes.append(EditOutcome(task_id=id, refusal=EditRefusal.of(error)))
        else:
            tasks.save(edited)
            tell_change(ctx.work, task, edited, by=ctx.author)
            outcomes.append(EditOutcome(task_id=id, task=TaskView.of(edited)))
    refused = sum(outcome.refusal is not None for outcome in outcomes)
    return EditOutcomes(items=tuple(outcomes), edited=len(outcomes) - refused, refused=refused)


def _edited(task: Task, project: Project, changes: TaskChanges, ctx: CommandContext) -> Task:
    """Return the task with the changes; raise where one of them can't be."""
    told = changes.model_fields_set
    if changes.status is not None and changes.status != task.status:
        stage = project.settings.workflow.next_stage(task.status, changes.status)
        task = task.moved_on(changes.status, stage, at=ctx.now)
    if "assignee_id" in told:
        if changes.assignee_id is not None:
            project.require_assignable(changes.assignee_id)
        task = task.assigned(changes.assignee_id, at=ctx.now)
    own: dict[str, object] = {"priority": changes.priority or task.priority}
    own |= {"due_at": changes.due_at} if "due_at" in told else {}
    own |= {"tags": changes.tags or ()} if "tags" in told else {}
    return task.edited(own, at=ctx.now)
