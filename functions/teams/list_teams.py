"""Which teams there are."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.teams.repository import TEAM_LIST, TeamRepository
from shared.domain.teams.schemas import TeamView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListTeams(ListRequest):
    """All of them."""


@query("GET /v1/teams", permission=Permission.TEAMS_READ, lists=TEAM_LIST)
async def list_teams(request: ListTeams, ctx: QueryContext) -> Page[TeamView]:
    """List teams by name."""
    page = await TeamRepository(ctx.reads).page(TEAM_LIST, request.page())
    return page.with_items([TeamView.of(team) for team in page.items])
