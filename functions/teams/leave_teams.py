"""Who leaves a tenant leaves its teams."""

from shared.domain.teams.repository import TeamMembershipRepository, TeamRepository
from shared.domain.tenants.events import MemberRemoved
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber

BATCH = 100


@subscriber(MemberRemoved)
async def leave_teams(event: MemberRemoved, ctx: SubscriberContext) -> None:
    """Remove a former member from every team; one who is back by then keeps their place."""
    teams, memberships = TeamRepository(ctx.work), TeamMembershipRepository(ctx.work)
    if await MemberRepository(ctx.work).find(event.user_id) is not None:
        return
    places = await memberships.all_of(member_id=event.user_id, limit=BATCH)
    found = await teams.get_many([place.team_id for place in places])
    for place, team in zip(places, found, strict=True):
        memberships.remove(place)
        if team is not None:
            teams.save(team.left())
    if len(places) == BATCH:
        ctx.work.emit(event)
