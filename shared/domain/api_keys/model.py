"""What programs call Ella with: a key of a tenant, known by its hash only."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Self

from shared.auth.permissions import Permission
from shared.data.repository import Entity
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput, PermissionDenied

REMINDED_BEFORE = timedelta(days=7)
"""How long before its end a key's tenant is reminded; a key that lives no longer needs no reminder."""

DEFAULT_OVERLAP = timedelta(hours=24)
MAX_OVERLAP = timedelta(days=30)


class ApiKey(Entity):
    """A key and what it may do; `last_used_at` is right to a few minutes.

    A key that was rotated has a previous secret, which holds until `previous_valid_until`. One with an `app_id` is an
    app's key pair, whose `environment` is where it evaluates flags.
    """

    name: str
    scopes: tuple[Permission, ...]
    secret_hash: str
    last_four: str
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    requests_per_minute: int | None = None
    app_id: str | None = None
    environment: str | None = None
    previous_secret_hash: str | None = None
    previous_valid_until: datetime | None = None

    def revoked(self, *, at: datetime) -> Self:
        """Return the key revoked."""
        return self.with_(revoked_at=at)

    def require_usable(self, *, at: datetime) -> None:
        """Raise FailedPrecondition for a key that was revoked or has expired."""
        if self.revoked_at is not None:
            raise FailedPrecondition("this key was revoked; create another", code="api_key_revoked")
        if self.expires_at is not None and self.expires_at <= at:
            raise FailedPrecondition("this key has expired; create another", code="api_key_expired")

    def rotated(self, secret_hash: str, last_four: str, *, overlap: timedelta, at: datetime) -> Self:
        """Return the key with a new secret; the one it had holds a while longer, any earlier one no more."""
        return self.with_(
            secret_hash=secret_hash,
            last_four=last_four,
            previous_secret_hash=self.secret_hash,
            previous_valid_until=at + overlap,
        )

    def reminder_at(self, *, now: datetime) -> datetime | None:
        """Return when to remind of the key's end, None where nobody need be."""
        if self.expires_at is None or self.expires_at - REMINDED_BEFORE <= now:
            return None
        return self.expires_at - REMINDED_BEFORE


def require_held(scopes: Iterable[Permission], holds: Callable[[Permission], bool]) -> None:
    """Raise PermissionDenied for scopes that whoever gets the token does not hold."""
    lacking = [scope for scope in scopes if not holds(scope)]
    if lacking:
        message = f"{', '.join(lacking)} is not yours to hand on, or for what is a person's own"
        raise PermissionDenied(message, code="scope_not_held")


def require_to_come(expires_at: datetime | None, *, now: datetime) -> None:
    """Raise InvalidInput for an expiry that is over already."""
    if expires_at is not None and expires_at <= now:
        problem = FieldProblem("/expiresAt", "in_the_past", "choose a time to come")
        raise InvalidInput("the key would have expired already", fields=[problem])
