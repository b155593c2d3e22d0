"""Dead letters as callers see them."""

from datetime import datetime
from typing import Any, Self

from shared.domain.dead_letters.model import DeadLetter
from shared.model import FrozenModel


class DeadLetterView(FrozenModel):
    """An event that a subscriber could not handle, with its last error."""

    id: str
    subscriber: str
    event_id: str
    event_type: str
    event_time: datetime
    data: dict[str, Any]
    deliveries: int
    last_error: str | None
    dead_lettered_at: datetime
    replayed_at: datetime | None
    expires_at: datetime

    @classmethod
    def of(cls, letter: DeadLetter) -> Self:
        """Return the view of a dead letter."""
        return cls(
            id=letter.id,
            subscriber=letter.subscriber,
            event_id=letter.event["id"],
            event_type=letter.event["type"],
            event_time=letter.event["time"],
            data=letter.event["data"],
            deliveries=letter.deliveries,
            last_error=letter.last_error,
            dead_lettered_at=letter.dead_lettered_at,
            replayed_at=letter.replayed_at,
            expires_at=letter.expires_at,
        )


class PlatformDeadLetterView(FrozenModel):
    """A dead letter for platform staff: neither the event's data nor what the error said, both of which are a tenant's.

    `error_type` is the name of the error.
    """

    tenant_id: str
    id: str
    subscriber: str
    event_id: str
    event_type: str
    event_time: datetime
    deliveries: int
    error_type: str | None
    dead_lettered_at: datetime
    replayed_at: datetime | None

    @classmethod
    def of(cls, letter: DeadLetter, *, tenant_id: str) -> Self:
        """Return the view of a tenant's dead letter."""
        return cls(
            tenant_id=tenant_id,
            id=letter.id,
            subscriber=letter.subscriber,
            event_id=letter.event["id"],
            event_type=letter.event["type"],
            event_time=letter.event["time"],
            deliveries=letter.deliveries,
            error_type=letter.last_error.partition(":")[0] if letter.last_error else None,
            dead_lettered_at=letter.dead_lettered_at,
            replayed_at=letter.replayed_at,
        )
