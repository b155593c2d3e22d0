"""A team is the people in it today."""

from datetime import date

from shared.auth.permissions import Permission
from shared.domain.metrics.counting import Kind
from shared.domain.metrics.figures import Span, figures_of
from shared.domain.metrics.schemas import MemberPerformance, TeamPerformance, WorkMetrics
from shared.domain.teams.model import MAX_MEMBERS
from shared.domain.teams.repository import TeamMembershipRepository, TeamRepository
from shared.domain.tenants.repository import MemberRepository, TenantRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request

MOST_DAYS = 92
"""So that a team of 200 is a thousand documents."""


class GetTeamPerformance(Request):
    """Of which team, and which days of the tenant's zone: at most 92, the last thirty unless told."""

    team_id: Identifier
    since: date | None = None
    until: date | None = None


@query(
    "GET /v1/teams/{teamId}/performance",
    permission=Permission.METRICS_READ,
    loads=Loads(TeamRepository, "team_id", tagged=False),
    audited=True,
    runtime=Runtime.ANALYTICS,
)
async def get_team_performance(request: GetTeamPerformance, ctx: QueryContext) -> TeamPerformance:
    """Get what the members of a team have to do and did."""
    team = await TeamRepository(ctx.reads).get(request.team_id)
    places = await TeamMembershipRepository(ctx.reads).all_of(limit=MAX_MEMBERS, team_id=team.id)
    zone = (await TenantRepository(ctx.reads).get(ctx.reads.tenant_id)).time_zone
    span = Span.of(request.since, request.until, at=ctx.now, zone=zone, most=MOST_DAYS)
    ids = [place.member_id for place in places]
    names = await MemberRepository(ctx.reads).names(ids)
    found = await figures_of(ctx.reads, Kind.MEMBER, ids, span)
    members = tuple(
        MemberPerformance(member_id=id, display_name=names.get(id), work=WorkMetrics.of(figures))
        for id, figures in zip(ids, found, strict=True)
    )
    return TeamPerformance(
        team_id=team.id,
        completed=sum(each.work.completed for each in members),
        completed_per_week=round(sum(each.work.completed_per_week for each in members), 2),
        members=members,
    )
