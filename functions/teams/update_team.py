"""Teams are renamed by merge patch."""

from shared.auth.permissions import Permission
from shared.domain.teams.repository import TeamRepository
from shared.domain.teams.schemas import TeamView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, ShortText, Title


class UpdateTeam(Request):
    """What changes; a null description is the empty one."""

    team_id: Identifier
    name: Title | None = None
    description: ShortText | None = None


@command("PATCH /v1/teams/{teamId}", permission=Permission.TEAMS_WRITE, loads=Loads(TeamRepository, "team_id"))
async def update_team(request: UpdateTeam, ctx: CommandContext) -> TeamView:
    """Change a team's name or description."""
    teams = TeamRepository(ctx.work)
    team = await teams.get(request.team_id)
    if request.name is not None:
        team = team.with_(name=request.name)
    if "description" in request.model_fields_set:
        team = team.with_(description=request.description or "")
    teams.save(team)
    return TeamView.of(team)
