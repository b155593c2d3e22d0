"""Whoever sees only the projects they are in lists those."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.model import ProjectStatus
from shared.domain.projects.repository import PROJECT_LIST, ProjectRepository
from shared.domain.projects.schemas import ProjectSummary
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListProjects(ListRequest):
    """Which projects: `member_id` finds those somebody is in."""

    status: ProjectStatus | None = None
    owner_id: Identifier | None = None
    member_id: Identifier | None = None


@query("GET /v1/projects", permission=Permission.PROJECTS_READ, lists=PROJECT_LIST)
async def list_projects(request: ListProjects, ctx: QueryContext) -> Page[ProjectSummary]:
    """List projects, newest first; of a member who isn't in charge, their own."""
    whose = request.member_id if ctx.holds(Permission.PROJECTS_READ) else ctx.member.user_id
    equals = {"deleted": False, "status": request.status, "ownerId": request.owner_id, "memberIds": whose}
    page = await ProjectRepository(ctx.reads).page(PROJECT_LIST, request.page(), equals)
    return page.with_items([ProjectSummary.of(project) for project in page.items])
