"""Teams of members. A team's document counts its members: whatever changes who they are writes it."""

from datetime import datetime
from typing import Self

from shared.data.repository import Entity
from shared.errors import FailedPrecondition

MAX_MEMBERS = 200
"""So many that a team is listed in two pages and deleted in one commit."""


class Team(Entity):
    """A named group of a tenant's members."""

    name: str
    description: str = ""
    member_count: int = 0
    created_by: str
    created_at: datetime

    def joined(self) -> Self:
        """Return the team with one member more; raise FailedPrecondition when it is full."""
        if self.member_count >= MAX_MEMBERS:
            raise FailedPrecondition(f"a team has at most {MAX_MEMBERS} members", code="team_full")
        return self.with_(member_count=self.member_count + 1)

    def left(self) -> Self:
        """Return the team with one member less."""
        return self.with_(member_count=self.member_count - 1)


class TeamMembership(Entity):
    """A member's place in a team; the id follows from both, so that nobody is in a team twice."""

    team_id: str
    member_id: str
    added_by: str
    added_at: datetime


def membership_id(team_id: str, member_id: str) -> str:
    """Return the id of a member's place in a team."""
    return f"{team_id}:{member_id}"
