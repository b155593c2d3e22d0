"""What a task waits for directly; the graph tells what it waits for in the end."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import DEPENDENCY_LIST, DependencyRepository, TaskRepository
from shared.domain.tasks.schemas import DependencyView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListDependencies(ListRequest):
    """Of which task."""

    project_id: Identifier
    task_id: Identifier


@query(
    "GET /v1/projects/{projectId}/tasks/{taskId}/dependencies",
    permission=Permission.TASKS_READ,
    loads=Loads(TaskRepository, "task_id", tagged=False, whole=(ProjectRepository, "project_id")),
    lists=DEPENDENCY_LIST,
)
async def list_dependencies(request: ListDependencies, ctx: QueryContext) -> Page[DependencyView]:
    """List what a task waits for, the oldest dependency first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    task = await TaskRepository(ctx.reads).get_of(project.id, request.task_id)
    equals = {"projectId": project.id, "taskId": task.id}
    page = await DependencyRepository(ctx.reads).page(DEPENDENCY_LIST, request.page(), equals)
    return page.with_items([DependencyView.of(dependency) for dependency in page.items])
