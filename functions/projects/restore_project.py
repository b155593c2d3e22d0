"""A project comes back as it was, whether it was deleted or archived."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreProject(Request):
    """Which project."""

    project_id: Identifier


@command(
    "POST /v1/projects/{projectId}/restore",
    permission=Permission.PROJECTS_WRITE,
    loads=Loads(ProjectRepository, "project_id"),
    errors=(FailedPrecondition,),
)
async def restore_project(request: RestoreProject, ctx: CommandContext) -> ProjectView:
    """Take back a deleted project, or an archived one; one that is both comes back archived."""
    projects = ProjectRepository(ctx.work)
    restored = found(await projects.find(request.project_id), projects.noun).restored(at=ctx.now)
    projects.save(restored)
    ctx.work.emit(ProjectChanged(project_id=restored.id, what=ProjectChange.RESTORED, by=ctx.author, at=ctx.now))
    return ProjectView.of(restored)
