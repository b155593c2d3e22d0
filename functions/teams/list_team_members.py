"""Who is in a team: at most 200."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.teams.repository import MEMBERSHIP_LIST, TeamMembershipRepository, TeamRepository
from shared.domain.teams.schemas import TeamMemberView
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListTeamMembers(ListRequest):
    """Of which team."""

    team_id: Identifier


@query(
    "GET /v1/teams/{teamId}/members",
    permission=Permission.TEAMS_READ,
    loads=Loads(TeamRepository, "team_id", tagged=False),
    lists=MEMBERSHIP_LIST,
)
async def list_team_members(request: ListTeamMembers, ctx: QueryContext) -> Page[TeamMemberView]:
    """List a team's members in the order they were added."""
    team = await TeamRepository(ctx.reads).get(request.team_id)
    page = await TeamMembershipRepository(ctx.reads).page(MEMBERSHIP_LIST, request.page(), {"teamId": team.id})
    members = await MemberRepository(ctx.reads).get_many([each.member_id for each in page.items])
    return page.with_items(
        [
            TeamMemberView(
                member_id=place.member_id,
                display_name=member.display_name if member else None,
                added_by=place.added_by,
                added_at=place.added_at,
            )
            for place, member in zip(page.items, members, strict=True)
        ]
    )
