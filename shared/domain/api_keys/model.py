"""What programs call Ella with: a key of a tenant, known by its hash only."""

from datetime import datetime
from typing import Self

from shared.auth.permissions import Permission
from shared.data.repository import Entity


class ApiKey(Entity):
    """A key and what it may do; `last_used_at` is right to a few minutes."""

    name: str
    scopes: tuple[Permission, ...]
    secret_hash: str
    last_four: str
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None

    def revoked(self, *, at: datetime) -> Self:
        """Return the key revoked."""
        return self.with_(revoked_at=at)
