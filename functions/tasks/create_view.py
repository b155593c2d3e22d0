"""A view is private until it is shared with the project."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.views import (
    DEFAULT_COLUMNS,
    Columns,
    SavedView,
    SavedViewRepository,
    SavedViewView,
    ViewFilters,
    ViewGrouping,
    ViewSort,
    Visibility,
)
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request, Title


class CreateView(Request):
    """How which project's tasks are looked at."""

    project_id: Identifier
    name: Title
    filters: ViewFilters = ViewFilters()
    sort: ViewSort = ViewSort.NEWEST
    columns: Columns = DEFAULT_COLUMNS
    group_by: ViewGrouping | None = None
    visibility: Visibility = Visibility.PRIVATE


@command(
    "POST /v1/projects/{projectId}/views",
    permission=Permission.VIEWS_WRITE,
    errors=(FailedPrecondition, NotFound),
    idempotent=True,
    status=201,
)
async def create_view(request: CreateView, ctx: CommandContext) -> SavedViewView:
    """Save a view of a project's tasks, for oneself or for everybody in the project."""
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    if not ctx.holds(Permission.VIEWS_WRITE):
        project.require_member(ctx.author)
    view = SavedView(
        id=ctx.new_id(),
        project_id=project.id,
        name=request.name,
        filters=request.filters,
        sort=request.sort,
        columns=request.columns,
        group_by=request.group_by,
        visibility=request.visibility,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    ).consistent()
    SavedViewRepository(ctx.work).add(view)
    ctx.work.about(viewId=view.id)
    return SavedViewView.of(view)
