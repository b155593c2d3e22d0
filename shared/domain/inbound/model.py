"""What other systems tell a tenant: the sources it takes messages from, and the messages."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.auth.roles import Role
from shared.data.repository import Entity
from shared.errors import FailedPrecondition

MAX_SOURCES = 20
MAX_PEOPLE = 1_000
ERASED = "erased"
"""The problem of a message whose text was erased, and what stands in the place of the sender's id if that names one."""

DEFAULT_OVERLAP = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
"""How long a message is kept; what is sent again later than that is not known again."""


class InboundSource(Entity):
    """A system that sends messages, signed. Its secrets are derived from its id and their versions; none is stored.

    `invites_as` is the role in which people are invited that it says were created.
    """

    name: str
    invites_as: Role
    secret_version: int = 1
    previous_secret_until: datetime | None = None
    revoked_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    def require_valid(self) -> None:
        """Raise FailedPrecondition once its secrets are revoked."""
        if self.revoked_at is not None:
            raise FailedPrecondition("this source is revoked; create another", code="source_revoked")

    def rotated(self, overlap: timedelta, *, at: datetime) -> Self:
        """Return it with another secret; the one before still holds for a while, any older one no more."""
        self.require_valid()
        until = at + overlap if overlap else None
        return self.with_(secret_version=self.secret_version + 1, previous_secret_until=until, updated_at=at)

    def revoked(self, *, at: datetime) -> Self:
        """Return it without any secret that holds, for good."""
        return self.with_(revoked_at=at, previous_secret_until=None, updated_at=at)

    def secret_versions(self, *, at: datetime) -> tuple[int, ...]:
        """Return the versions of the secrets that hold, the newest first."""
        if self.revoked_at is not None:
            return ()
        previous = self.previous_secret_until is not None and at < self.previous_secret_until
        return (self.secret_version, self.secret_version - 1) if previous else (self.secret_version,)


class InboundStatus(StrEnum):
    """What came of a message: nothing yet, its effect, a refusal, or nothing since nobody knows its type."""

    RECEIVED = "received"
    HANDLED = "handled"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class InboundEvent(Entity):
    """One message; `problem` says why it was refused. `event_id` is the sender's own.

    `people` are the keys of everybody whose address is in it, so that it is found when one of them is erased.
    """

    source_id: str
    event_id: str
    event_type: str
    body: str
    people: tuple[str, ...] = ()
    status: InboundStatus
    problem: str | None = None
    received_at: datetime
    handled_at: datetime | None = None
    replays: int = 0
    expires_at: datetime

    @property
    def is_due(self) -> bool:
        """Whether its effect is still to come."""
        return self.status is InboundStatus.RECEIVED

    def ended(self, problem: str | None, *, at: datetime) -> Self:
        """Return it with what came of it."""
        status = InboundStatus.HANDLED if problem is None else InboundStatus.REFUSED
        return self.with_(status=status, problem=problem, handled_at=at)

    def replayed(self) -> Self:
        """Return it due again."""
        return self.with_(status=InboundStatus.RECEIVED, problem=None, handled_at=None, replays=self.replays + 1)

    @property
    def is_erased(self) -> bool:
        """Whether nobody knows any more what it said."""
        return not self.body

    def erased(self, *, at: datetime) -> Self:
        """Return it without what it said; what was still to come of it does not come any more."""
        ended = self.ended(ERASED, at=at) if self.is_due else self
        event_id = ERASED if "@" in self.event_id else self.event_id
        return ended.with_(body="", people=(), event_id=event_id)


def record_id(source_id: str, event_id: str) -> str:
    """Return the one id that a source's message can have here."""
    return hashlib.sha256(f"{source_id}\0{event_id}".encode()).hexdigest()[:40]
