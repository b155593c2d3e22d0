"""The owner stays in their project."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.repository import ProjectRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveProjectMember(Request):
    """Who leaves which project."""

    project_id: Identifier
    member_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/members/{memberId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id"),
    errors=(FailedPrecondition,),
    status=204,
)
async def remove_project_member(request: RemoveProjectMember, ctx: CommandContext) -> None:
    """Remove somebody from a project; tasks they are assigned to stay theirs until assigned anew."""
    projects = ProjectRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    if project.place_of(request.member_id) is None:
        raise NotFound("they are not in this project", code="project_member_not_found")
    if request.member_id == project.owner_id:
        raise FailedPrecondition("the owner stays; give the project another owner first", code="project_owner")
    projects.save(project.left(request.member_id, at=ctx.now))
    ctx.work.emit(
        ProjectChanged(
            project_id=project.id,
            what=ProjectChange.MEMBER_LEFT,
            member_id=request.member_id,
            by=ctx.author,
            at=ctx.now,
        )
    )
