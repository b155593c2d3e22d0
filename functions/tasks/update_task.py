"""Tasks are changed by merge patch; their status and assignee by calls of their own."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.changes import tell_change
from shared.domain.tasks.model import CustomFields, Hours, Moment, Priority, Tags, TaskTitle
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.engines.custom_fields import require_values
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, LongText, Nested, Request, bind_value


class UpdateTask(Request):
    """What changes; null takes away what a task can do without, and `customFields` is a merge patch of its own."""

    project_id: Identifier
    task_id: Identifier
    title: TaskTitle | None = None
    description: LongText | None = None
    priority: Priority | None = None
    due_at: Moment | None = None
    estimated_hours: Hours | None = None
    actual_hours: Hours | None = None
    tags: Tags | None = None
    custom_fields: dict[str, Any] | None = None


class Patched(Nested):
    """The custom fields once they are patched."""

    custom_fields: CustomFields


_REMOVABLE = ("due_at", "estimated_hours", "actual_hours")


@command(
    "PATCH /v1/projects/{projectId}/tasks/{taskId}",
    permission=Permission.TASKS_UPDATE,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def update_task(request: UpdateTask, ctx: CommandContext) -> TaskView:
    """Change what a task says."""
    tasks, told = TaskRepository(ctx.work), request.model_fields_set
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    task = await tasks.get_of(project.id, request.task_id)
    changes: dict[str, object] = {name: getattr(request, name) for name in _REMOVABLE if name in told}
    for name, given in (("title", request.title), ("priority", request.priority)):
        changes |= {name: given} if given is not None else {}
    changes |= {"description": request.description or ""} if "description" in told else {}
    changes |= {"tags": request.tags or ()} if "tags" in told else {}
    if request.custom_fields is not None:
        defined = {definition.key for definition in project.settings.custom_fields}
        kept = {key: value for key, value in task.custom_fields.items() if key in defined}
        patched = bind_value(Patched, {"customFields": merge_patch(kept, request.custom_fields)})
        require_values(project.settings.custom_fields, patched.custom_fields, at="/customFields")
        changes["custom_fields"] = patched.custom_fields
    edited = task.edited(changes, at=ctx.now)
    tasks.save(edited)
    tell_change(ctx.work, task, edited, by=ctx.author)
    return TaskView.of(edited)
