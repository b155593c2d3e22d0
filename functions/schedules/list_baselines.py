"""The baselines of a project."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.schedules.repository import BASELINE_LIST, SnapshotRepository
from shared.domain.schedules.schemas import BaselineView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListBaselines(ListRequest):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/baselines",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=BASELINE_LIST,
)
async def list_baselines(request: ListBaselines, ctx: QueryContext) -> Page[BaselineView]:
    """List a project's baselines, the newest first."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    wanted = {"projectId": project.id, "baseline": True}
    page = await SnapshotRepository(ctx.reads).page(BASELINE_LIST, request.page(), wanted)
    return page.with_items([BaselineView.of(baseline) for baseline in page.items])
