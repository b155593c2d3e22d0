"""Where teams and their memberships are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import StoreQuery
from shared.domain.teams.model import Team, TeamMembership

TEAM_LIST = QueryShape("teams", sorts=(("name",), ("-createdAt",)))
MEMBERSHIP_LIST = QueryShape("teamMemberships", equals=("teamId", "memberId"), sorts=(("addedAt",), ("-addedAt",)))


class TeamRepository(Repository[Team]):
    """Teams by id."""

    collection: ClassVar[str] = "teams"
    noun: ClassVar[str] = "team"
    model = Team


class TeamMembershipRepository(Repository[TeamMembership]):
    """Memberships by team and member."""

    collection: ClassVar[str] = "teamMemberships"
    noun: ClassVar[str] = "team_membership"
    model = TeamMembership

    async def all_of(
        self, *, limit: int, team_id: str | None = None, member_id: str | None = None
    ) -> list[TeamMembership]:
        """Return the memberships of a team, or of a member, at most `limit`."""
        filters = MEMBERSHIP_LIST.filters({"teamId": team_id, "memberId": member_id})
        query = StoreQuery(self.collection, filters, MEMBERSHIP_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]
