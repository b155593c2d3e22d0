"""Teams group the members of a tenant; they grant nothing by themselves."""

from shared.auth.permissions import Permission
from shared.domain.teams.model import Team
from shared.domain.teams.repository import TeamRepository
from shared.domain.teams.schemas import TeamView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request, ShortText, Title


class CreateTeam(Request):
    """What the team is called, and what it is for."""

    name: Title
    description: ShortText = ""


@command("POST /v1/teams", permission=Permission.TEAMS_WRITE, idempotent=True, status=201)
async def create_team(request: CreateTeam, ctx: CommandContext) -> TeamView:
    """Create a team without members."""
    team = Team(
        id=ctx.new_id(),
        name=request.name,
        description=request.description,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    TeamRepository(ctx.work).add(team)
    ctx.work.about(teamId=team.id)
    return TeamView.of(team)
