"""A project that is deleted is kept, with what is in it, until somebody restores it."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import ProjectRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteProject(Request):
    """Which project."""

    project_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}",
    permission=Permission.PROJECTS_WRITE,
    loads=Loads(ProjectRepository, "project_id"),
    status=204,
)
async def delete_project(request: DeleteProject, ctx: CommandContext) -> None:
    """Delete a project with its tasks and milestones; it can be restored."""
    projects = ProjectRepository(ctx.work)
    projects.save((await projects.get(request.project_id)).removed(at=ctx.now))
    ctx.work.emit(ProjectChanged(project_id=request.project_id, what=ProjectChange.DELETED, by=ctx.author, at=ctx.now))
