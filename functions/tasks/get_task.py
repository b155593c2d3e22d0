"""One task."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import TaskRepository
from shared.domain.tasks.schemas import TaskView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetTask(Request):
    """Which task of which project."""

    project_id: Identifier
    task_id: Identifier


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", whole=(ProjectRepository, "project_id")),
)
async def get_task(request: GetTask, ctx: QueryContext) -> TaskView:
    """Get a task."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    return TaskView.of(await TaskRepository(ctx.reads).get_of(project.id, request.task_id))
