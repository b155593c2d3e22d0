"""Events that a subscriber could not handle in five deliveries, kept to be looked at and played again."""

from datetime import datetime, timedelta
from typing import Any, Self

from shared.data.repository import Entity
from shared.errors import FailedPrecondition

KEPT_FOR = timedelta(days=14)


class DeadLetter(Entity):
    """One event that one subscriber failed on; the id is `subscriber:eventId`, `event` the stored envelope."""

    subscriber: str
    event: dict[str, Any]
    deliveries: int
    last_error: str | None
    dead_lettered_at: datetime
    replayed_at: datetime | None = None
    expires_at: datetime

    def replayed(self, *, at: datetime) -> Self:
        """Return the letter played again; raise FailedPrecondition when it was, and has not failed since."""
        if self.replayed_at is not None:
            raise FailedPrecondition(
                "this event was replayed already; it comes back here if it fails again", code="already_replayed"
            )
        return self.with_(replayed_at=at)
