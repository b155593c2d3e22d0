"""Whoever made a view changes it; administrators change those that are shared."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.views import (
    Columns,
    SavedViewRepository,
    SavedViewView,
    ViewFilters,
    ViewGrouping,
    ViewSort,
    Visibility,
)
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class UpdateView(Request):
    """What changes; `filters` and `columns` are replaced as a whole, and null takes the grouping away."""

    project_id: Identifier
    view_id: Identifier
    name: Title | None = None
    filters: ViewFilters | None = None
    sort: ViewSort | None = None
    columns: Columns | None = None
    group_by: ViewGrouping | None = None
    visibility: Visibility | None = None


@command(
    "PATCH /v1/projects/{projectId}/views/{viewId}",
    permission=Permission.VIEWS_WRITE,
    loads=Loads(SavedViewRepository, "view_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def update_view(request: UpdateView, ctx: CommandContext) -> SavedViewView:
    """Change a saved view."""
    views = SavedViewRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    if not ctx.holds(Permission.VIEWS_WRITE):
        project.require_member(ctx.author)
    view = await views.get_for(project.id, request.view_id, ctx.author)
    changed = view.with_(
        name=request.name or view.name,
        filters=request.filters or view.filters,
        sort=request.sort or view.sort,
        columns=request.columns or view.columns,
        group_by=request.group_by if "group_by" in request.model_fields_set else view.group_by,
        visibility=request.visibility or view.visibility,
        updated_at=ctx.now,
    ).consistent()
    views.save(changed)
    return SavedViewView.of(changed)
