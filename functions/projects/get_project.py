"""One project."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetProject(Request):
    """Which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}", permission=Permission.PROJECTS_READ, loads=Loads(ProjectRepository, "project_id")
)
async def get_project(request: GetProject, ctx: QueryContext) -> ProjectView:
    """Get a project with its settings."""
    return ProjectView.of(await ProjectRepository(ctx.reads).get(request.project_id))
