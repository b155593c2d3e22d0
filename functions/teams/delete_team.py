"""A team goes with its memberships, in one commit."""

from shared.auth.permissions import Permission
from shared.domain.teams.model import MAX_MEMBERS
from shared.domain.teams.repository import TeamMembershipRepository, TeamRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteTeam(Request):
    """Which team."""

    team_id: Identifier


@command(
    "DELETE /v1/teams/{teamId}",
    permission=Permission.TEAMS_WRITE,
    loads=Loads(TeamRepository, "team_id"),
    status=204,
)
async def delete_team(request: DeleteTeam, ctx: CommandContext) -> None:
    """Delete a team; its members stay in the tenant."""
    teams, memberships = TeamRepository(ctx.work), TeamMembershipRepository(ctx.work)
    team = await teams.get(request.team_id)
    for membership in await memberships.all_of(team_id=team.id, limit=MAX_MEMBERS):
        memberships.remove(membership)
    teams.remove(team)
