"""Teams as callers see them."""

from datetime import datetime

from shared.model import FrozenModel, View


class TeamView(View):
    """A team."""

    id: str
    name: str
    description: str
    member_count: int
    created_by: str
    created_at: datetime


class TeamMemberView(FrozenModel):
    """A member's place in a team; `display_name` is None for one who has just left the tenant."""

    member_id: str
    display_name: str | None
    added_by: str
    added_at: datetime
