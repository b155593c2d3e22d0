"""Adding somebody who is in a project already changes what they do in it."""

from shared.auth.permissions import Permission
from shared.domain.projects.events import ProjectChange, ProjectChanged
from shared.domain.projects.model import ProjectPlace, ProjectRole
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetProjectMember(Request):
    """Who does what in which project."""

    project_id: Identifier
    member_id: Identifier
    role: ProjectRole = ProjectRole.CONTRIBUTOR


def _member(request: SetProjectMember) -> list[str]:
    return [MemberRepository.path(request.member_id)]


@command(
    "PUT /v1/projects/{projectId}/members/{memberId}",
    permission=Permission.PROJECTS_UPDATE,
    loads=Loads(ProjectRepository, "project_id", beside=_member),
    errors=(FailedPrecondition,),
)
async def set_project_member(request: SetProjectMember, ctx: CommandContext) -> ProjectView:
    """Add a member of the tenant to a project, or change their role in it."""
    projects, members = ProjectRepository(ctx.work), MemberRepository(ctx.work)
    project, member = await projects.get(request.project_id), await members.get(request.member_id)
    # Nobody joins a project while they are being removed from the tenant.
    members.hold(member)
    place = ProjectPlace(member_id=member.id, role=request.role, added_by=ctx.author, added_at=ctx.now)
    placed = project.placed(place)
    projects.save(placed)
    ctx.work.emit(
        ProjectChanged(
            project_id=project.id, what=ProjectChange.MEMBER_SET, member_id=member.id, by=ctx.author, at=ctx.now
        )
    )
    return ProjectView.of(placed)
