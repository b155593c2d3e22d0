"""Who is in a project: at most 200, so there is one page."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.projects.schemas import ProjectMembers, ProjectMemberView
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ListProjectMembers(Request):
    """Of which project."""

    project_id: Identifier


@query(
    "GET /v1/projects/{projectId}/members",
    permission=Permission.PROJECTS_READ,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
)
async def list_project_members(request: ListProjectMembers, ctx: QueryContext) -> ProjectMembers:
    """List everybody in a project in the order they were added."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    members = await MemberRepository(ctx.reads).get_many(project.member_ids)
    return ProjectMembers(
        items=tuple(
            ProjectMemberView(
                member_id=place.member_id,
                display_name=member.display_name if member else None,
                role=place.role,
                added_by=place.added_by,
                added_at=place.added_at,
            )
            for place, member in zip(project.places, members, strict=True)
        )
    )
