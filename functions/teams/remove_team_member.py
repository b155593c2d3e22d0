"""Who is in no team any more stays in the tenant."""

from shared.auth.permissions import Permission
from shared.domain.teams.model import membership_id
from shared.domain.teams.repository import TeamMembershipRepository, TeamRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RemoveTeamMember(Request):
    """Which member from which team."""

    team_id: Identifier
    member_id: Identifier


def _place(request: RemoveTeamMember) -> list[str]:
    return [TeamMembershipRepository.path(membership_id(request.team_id, request.member_id))]


@command(
    "DELETE /v1/teams/{teamId}/members/{memberId}",
    permission=Permission.TEAMS_WRITE,
    loads=Loads(TeamRepository, "team_id", beside=_place),
    status=204,
)
async def remove_team_member(request: RemoveTeamMember, ctx: CommandContext) -> None:
    """Remove a member from a team."""
    teams, memberships = TeamRepository(ctx.work), TeamMembershipRepository(ctx.work)
    team = await teams.get(request.team_id)
    memberships.remove(await memberships.get(membership_id(team.id, request.member_id)))
    teams.save(team.left())
