"""Whoever made a view deletes it; administrators delete those that are shared."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.views import SavedViewRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteView(Request):
    """Which view of which project."""

    project_id: Identifier
    view_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/views/{viewId}",
    permission=Permission.VIEWS_WRITE,
    loads=Loads(SavedViewRepository, "view_id", whole=(ProjectRepository, "project_id")),
    status=204,
)
async def delete_view(request: DeleteView, ctx: CommandContext) -> None:
    """Delete a saved view."""
    views = SavedViewRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get(request.project_id)
    if not ctx.holds(Permission.VIEWS_WRITE):
        project.require_member(ctx.author)
    views.remove(await views.get_for(project.id, request.view_id, ctx.author))
