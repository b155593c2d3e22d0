"""What is archived is read and not changed."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveProject(Request):
    """Which project."""

    project_id: Identifier


@command(
    "POST /v1/projects/{projectId}/archive",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id"),
    errors=(FailedPrecondition,),
)
async def archive_project(request: ArchiveProject, ctx: CommandContext) -> ProjectView:
    """Put a project away; nothing in it changes until it is restored."""
    projects = ProjectRepository(ctx.work)
    archived = (await projects.get(request.project_id)).archived(at=ctx.now)
    projects.save(archived)
    ctx.work.emit(ProjectChanged(project_id=archived.id, what=ProjectChange.ARCHIVED, by=ctx.author, at=ctx.now))
    return ProjectView.of(archived)
