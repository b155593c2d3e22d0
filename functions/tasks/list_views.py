"""Everybody sees their own views and those that are shared."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.views import SHARED, VIEW_LIST, SavedViewRepository, SavedViewView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListViews(ListRequest):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/views",
    permission=Permission.TASKS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    lists=VIEW_LIST,
)
async def list_views(request: ListViews, ctx: QueryContext) -> Page[SavedViewView]:
    """List the saved views of a project that one sees, by name."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    equals = {"projectId": project.id, "audience": (SHARED, ctx.author)}
    page = await SavedViewRepository(ctx.reads).page(VIEW_LIST, request.page(), equals)
    return page.with_items([SavedViewView.of(view) for view in page.items])
