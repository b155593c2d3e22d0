"""What waits for what in a whole project: the arrows of its plan."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.repository import DEPENDENCY_LIST, DependencyRepository
from shared.domain.tasks.schemas import DependencyView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListProjectDependencies(ListRequest):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/dependencies",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=DEPENDENCY_LIST,
)
async def list_project_dependencies(request: ListProjectDependencies, ctx: QueryContext) -> Page[DependencyView]:
    """List what the tasks of a project wait for, the oldest dependency first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    page = await DependencyRepository(ctx.reads).page(DEPENDENCY_LIST, request.page(), {"projectId": project.id})
    return page.with_items([DependencyView.of(dependency) for dependency in page.items])
