"""Where a tenant's own servers hear of what happens: endpoints, and what was delivered to them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_WEBHOOKS = 20
INDEX_ID = "all"
DEFAULT_OVERLAP = timedelta(hours=24)
RETRY_DELAYS = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long each try of a round waits after the one before."""
KEPT_FOR = timedelta(days=30)
MAX_EXCERPT = 1_000
PING = "webhooks.ping"
_KEPT_ATTEMPTS = 3 * len(RETRY_DELAYS)


class WebhookStatus(StrEnum):
    """Whether a webhook gets anything."""

    ENABLED = "enabled"
    DISABLED = "disabled"


class DisabledBecause(StrEnum):
    """Why a webhook gets nothing: somebody wanted that, its receiver said 410, or every try failed."""

    WANTED = "wanted"
    GONE = "gone"
    FAILING = "failing"


class Webhook(Entity):
    """One receiver. Its secrets are derived from its id and their versions; none is stored."""

    url: str
    event_types: tuple[str, ...]
    description: str
    status: WebhookStatus = WebhookStatus.ENABLED
    disabled_because: DisabledBecause | None = None
    disabled_at: datetime | None = None
    secret_version: int = 1
    previous_secret_until: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    @property
    def is_enabled(self) -> bool:
        """Whether it gets anything."""
        return self.status is WebhookStatus.ENABLED

    def require_enabled(self) -> None:
        """Raise FailedPrecondition unless it gets anything."""
        if not self.is_enabled:
            raise FailedPrecondition("this webhook is disabled; enable it first", code="webhook_disabled")

    def enabled(self, *, at: datetime) -> Self:
        """Return it enabled."""
        changes = {"status": WebhookStatus.ENABLED, "disabled_because": None, "disabled_at": None}
        return self.with_(**changes, updated_at=at)

    def disabled(self, because: DisabledBecause, *, at: datetime) -> Self:
        """Return it disabled."""
        changes = {"status": WebhookStatus.DISABLED, "disabled_because": because, "disabled_at": at}
        return self.with_(**changes, updated_at=at)

    def rotated(self, overlap: timedelta, *, at: datetime) -> Self:
        """Return it with another secret; the one before still signs for a while, any older one no more."""
        until = at + overlap if overlap else None
        return self.with_(secret_version=self.secret_version + 1, previous_secret_until=until, updated_at=at)

    def secret_versions(self, *, at: datetime) -> tuple[int, ...]:
        """Return the versions of the secrets that sign, the newest first."""
        previous = self.previous_secret_until is not None and at < self.previous_secret_until
        return (self.secret_version, self.secret_version - 1) if previous else (self.secret_version,)


class IndexEntry(FrozenModel):
    """What the index knows of a webhook."""

    event_types: tuple[str, ...]
    is_enabled: bool


class WebhookIndex(Entity):
    """All webhooks of a tenant in one document: what publishing looks at, and what bounds their number."""

    id: str = INDEX_ID
    webhooks: Mapping[str, IndexEntry] = {}

    def with_webhook(self, webhook: Webhook) -> Self:
        """Return the index with a webhook as it is now; raise FailedPrecondition for one too many."""
        entry = IndexEntry(event_types=webhook.event_types, is_enabled=webhook.is_enabled)
        webhooks = {**self.webhooks, webhook.id: entry}
        if len(webhooks) > MAX_WEBHOOKS:
            message = f"a tenant has at most {MAX_WEBHOOKS} webhooks; delete one first"
            raise FailedPrecondition(message, code="too_many_webhooks")
        return self.with_(webhooks=webhooks)

    def without(self, webhook_id: str) -> Self:
        """Return the index without a webhook."""
        return self.with_(webhooks={id: entry for id, entry in self.webhooks.items() if id != webhook_id})

    def patterns(self) -> tuple[str, ...]:
        """Return what the enabled webhooks asked for, together."""
        wanted = [pattern for entry in self.webhooks.values() if entry.is_enabled for pattern in entry.event_types]
        return tuple(dict.fromkeys(wanted))

    def asking_for(self, event_type: str) -> tuple[str, ...]:
        """Return the ids of the enabled webhooks that asked for an event type."""
        found = [id for id, each in self.webhooks.items() if each.is_enabled and matches(each.event_types, event_type)]
        return tuple(sorted(found))


class DeliveryStatus(StrEnum):
    """How far a delivery has come."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class DeliveryAttempt(FrozenModel):
    """One try: the status that came with the beginning of the response, or why none came."""

    at: datetime
    duration_ms: int
    status: int | None = None
    response: str = ""
    error: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the receiver took it: 2xx and nothing else."""
        return self.status is not None and 200 <= self.status < 300


class Delivery(Entity):
    """One event for one webhook. A replay begins another round of tries, of the same message."""

    webhook_id: str
    event_id: str
    event_type: str
    body: str
    status: DeliveryStatus = DeliveryStatus.PENDING
    attempts: tuple[DeliveryAttempt, ...] = ()
    attempt_count: int = 0
    round_count: int = 0
    next_attempt_at: datetime | None
    created_at: datetime
    expires_at: datetime

    @property
    def delay(self) -> timedelta | None:
        """How long the next try is to wait, None when the round has used up its tries."""
        return RETRY_DELAYS[self.round_count] if self.round_count < len(RETRY_DELAYS) else None

    def awaits(self, number: int) -> bool:
        """Tell whether a try is the one that is due."""
        return self.status is DeliveryStatus.PENDING and self.attempt_count + 1 == number

    def tried(self, attempt: DeliveryAttempt) -> Self:
        """Return it with one more try, succeeded or else pending until `retried` or `failed` says what follows."""
        return self.with_(
            attempts=(*self.attempts, attempt)[-_KEPT_ATTEMPTS:],
            attempt_count=self.attempt_count + 1,
            round_count=self.round_count + 1,
            status=DeliveryStatus.SUCCEEDED if attempt.succeeded else DeliveryStatus.PENDING,
            next_attempt_at=None,
        )

    def retried(self, *, at: datetime) -> Self:
        """Return it waiting for its next try."""
        return self.with_(next_attempt_at=at)

    def failed(self) -> Self:
        """Return it given up."""
        return self.with_(status=DeliveryStatus.FAILED, next_attempt_at=None)

    def replayed(self, *, at: datetime) -> Self:
        """Return it due again; raise FailedPrecondition while it is still being tried."""
        if self.status is DeliveryStatus.PENDING:
            raise FailedPrecondition("this delivery is still being tried", code="delivery_pending")
        return self.with_(status=DeliveryStatus.PENDING, round_count=0, next_attempt_at=at, expires_at=at + KEPT_FOR)


def matches(patterns: tuple[str, ...], event_type: str) -> bool:
    """Tell whether an event type is one of those asked for: `*`, `attempts.*` or the whole name."""
    return any(
        pattern in ("*", event_type) or (pattern.endswith(".*") and event_type.startswith(pattern[:-1]))
        for pattern in patterns
    )


def delivery_id(webhook_id: str, event_id: str) -> str:
    """Return the one id that an event's delivery to a webhook can have."""
    return f"{webhook_id}-{event_id}"
