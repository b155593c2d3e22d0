"""A member's calendar feed: an address that tells whoever knows it what lies ahead in their projects."""

from datetime import datetime
from typing import ClassVar

from shared.auth.links import link_token, read_link_token
from shared.data.repository import Entity, Repository
from shared.model import FrozenModel

KIND = "calendar-feed"
_SEPARATOR = "~"


class CalendarFeed(Entity):
    """A member's one feed, by the member's id; its address holds while `key` stays what it is."""

    key: str
    created_at: datetime

    def token(self, tenant_id: str) -> str:
        """Return what the address ends with."""
        return link_token(KIND, tenant_id, f"{self.id}{_SEPARATOR}{self.key}")


class FeedAddress(FrozenModel):
    """Where a calendar program finds a feed; whoever knows it reads along until it is made anew or taken away."""

    url: str
    created_at: datetime


class FeedToken(FrozenModel):
    """What an address says once its signature holds."""

    tenant_id: str
    member_id: str
    key: str


def read_token(token: str) -> FeedToken | None:
    """Return what an address says, None for a forged one."""
    link = read_link_token(KIND, token)
    if link is None:
        return None
    member_id, _, key = link.id.rpartition(_SEPARATOR)
    return FeedToken(tenant_id=link.tenant_id, member_id=member_id, key=key)


class CalendarFeedRepository(Repository[CalendarFeed]):
    """Feeds by member."""

    collection: ClassVar[str] = "calendarFeeds"
    noun: ClassVar[str] = "calendar_feed"
    model = CalendarFeed
