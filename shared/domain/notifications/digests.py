"""The daily digest: what a member wants to hear of once a day waits until eight o'clock where they are.

What waits is put into a digest in one commit with the event that has it mailed, so that nothing is told twice and
nothing is lost, however long the mail server is away.
"""

from datetime import UTC, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.domain.notifications.model import NotificationKind
from shared.model import FrozenModel

LOCAL_HOUR = 8
MAX_TOLD = 100
"""How many occasions one digest tells of; what is beyond waits for the next sweep."""

SHARDS = 4
"""What waits is found by shard, so that no index grows at one end only."""

WAITING = QueryShape(
    "digestItems", equals=("shard",), sorts=(("dueAt",),), ranges=("dueAt",), required=("shard",), group=True
)
WAITING_OF_MEMBER = QueryShape("digestItems", equals=("memberId",), sorts=(("dueAt",),), ranges=("dueAt",))


class Occasion(FrozenModel):
    """What a digest says of one occasion: its kind, the names and figures its words need, and the page it is about."""

    kind: NotificationKind
    values: dict[str, str]
    link: str


class DigestItem(Entity):
    """An occasion that waits for the member's next digest."""

    member_id: str
    occasion: Occasion
    created_at: datetime
    due_at: datetime
    shard: int


class DigestItemRepository(Repository[DigestItem]):
    """What waits."""

    collection: ClassVar[str] = "digestItems"
    noun: ClassVar[str] = "digest_item"
    model = DigestItem


class Digest(Entity):
    """One member's digest; `sent_at` is there once the mail server has taken it."""

    member_id: str
    occasions: tuple[Occasion, ...]
    created_at: datetime
    sent_at: datetime | None = None
    expires_at: datetime


class DigestRepository(Repository[Digest]):
    """Digests, kept for as long as notifications are."""

    collection: ClassVar[str] = "digests"
    noun: ClassVar[str] = "digest"
    model = Digest


def due_at(now: datetime, time_zone: str) -> datetime:
    """Return when it is eight o'clock in a zone for the next time, in UTC; at eight exactly, that is tomorrow."""
    eight = now.astimezone(ZoneInfo(time_zone)).replace(hour=LOCAL_HOUR, minute=0, second=0, microsecond=0)
    # A day of the wall clock, which is 23 or 25 hours where the clocks are changed meanwhile.
    return (eight if eight.astimezone(UTC) > now else eight + timedelta(days=1)).astimezone(UTC)
