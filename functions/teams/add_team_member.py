"""Adding somebody twice is as good as once."""

from shared.auth.permissions import Permission
from shared.domain.teams.model import TeamMembership, membership_id
from shared.domain.teams.repository import TeamMembershipRepository, TeamRepository
from shared.domain.teams.schemas import TeamView
from shared.domain.tenants.repository import MemberRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AddTeamMember(Request):
    """Which member to which team."""

    team_id: Identifier
    member_id: Identifier


def _member_and_place(request: AddTeamMember) -> list[str]:
    place = membership_id(request.team_id, request.member_id)
    return [MemberRepository.path(request.member_id), TeamMembershipRepository.path(place)]


@command(
    "PUT /v1/teams/{teamId}/members/{memberId}",
    permission=Permission.TEAMS_WRITE,
    loads=Loads(TeamRepository, "team_id", beside=_member_and_place),
    errors=(FailedPrecondition,),
)
async def add_team_member(request: AddTeamMember, ctx: CommandContext) -> TeamView:
    """Add a member of the tenant to a team."""
    teams, memberships, members = (
        TeamRepository(ctx.work),
        TeamMembershipRepository(ctx.work),
        MemberRepository(ctx.work),
    )
    team, member = await teams.get(request.team_id), await members.get(request.member_id)
    place = membership_id(team.id, member.id)
    if await memberships.find(place) is not None:
        return TeamView.of(team)
    # Nobody joins a team while they are being removed from the tenant.
    members.hold(member)
    memberships.add(
        TeamMembership(id=place, team_id=team.id, member_id=member.id, added_by=ctx.author, added_at=ctx.now)
    )
    joined = team.joined()
    teams.save(joined)
    return TeamView.of(joined)
