"""The milestones of a project."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import MILESTONE_LIST, MilestoneRepository, ProjectRepository
from shared.domain.projects.schemas import MilestoneView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListMilestones(ListRequest):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/milestones",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=MILESTONE_LIST,
)
async def list_milestones(request: ListMilestones, ctx: QueryContext) -> Page[MilestoneView]:
    """List a project's milestones by the day they are due."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    page = await MilestoneRepository(ctx.reads).page(MILESTONE_LIST, request.page(), {"projectId": project.id})
    return page.with_items([MilestoneView.of(milestone) for milestone in page.items])
