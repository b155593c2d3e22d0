"""API keys as callers send them: `ella_<tenant>_<key>_<secret>`, found by one read and stored as a hash."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.auth.caller import ApiKeyCaller
from shared.auth.permissions import Permission
from shared.ids import hash_secret

COLLECTION = "apiKeys"
PREFIX = "ella_"
_MAX_PART = 100


@dataclass(frozen=True, slots=True)
class ApiKeyToken:
    """What a key's token says, before anybody looked whether it holds."""

    tenant_id: str
    key_id: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """The token as it is sent."""
        return f"{self.public_key}_{self.secret}"

    @property
    def public_key(self) -> str:
        """What names the key where it is one of a pair; the token is the secret one."""
        return f"{PREFIX}{self.tenant_id}_{self.key_id}"

    @property
    def path(self) -> str:
        """Where the key is stored."""
        return f"tenants/{self.tenant_id}/{COLLECTION}/{self.key_id}"

    @property
    def secret_hash(self) -> str:
        """What is stored of the secret."""
        return hash_secret(self.secret)

    def admitted(self, key: Mapping[str, Any], now: datetime) -> ApiKeyCaller | None:
        """Return the caller that the stored key admits; None for a wrong secret, a revoked or an expired key."""
        is_current, is_previous = self._is(key["secretHash"]), self._is(key.get("previousSecretHash") or "")
        if not (is_current or is_previous) or key["revokedAt"] is not None:
            return None
        until = self.valid_until(key)
        if until is not None and until <= now:
            return None
        scopes = frozenset(permission for permission in Permission if permission.value in key["scopes"])
        return ApiKeyCaller(
            self.key_id,
            self.tenant_id,
            scopes,
            key.get("requestsPerMinute"),
            key.get("appId"),
            key.get("environment"),
        )

    def valid_until(self, key: Mapping[str, Any]) -> datetime | None:
        """Return until when the stored key admits this secret, None for no end: a replaced one ends earlier."""
        ends = [key["expiresAt"], None if self._is(key["secretHash"]) else key.get("previousValidUntil")]
        return min((end for end in ends if end is not None), default=None)

    def _is(self, secret_hash: str) -> bool:
        return hmac.compare_digest(self.secret_hash, secret_hash)


def read_api_key(token: str) -> ApiKeyToken | None:
    """Return what a token says, None for one that can't be a key's."""
    parts = token.removeprefix(PREFIX).split("_", 2)
    if not token.startswith(PREFIX) or len(parts) != 3 or not token.isascii():
        return None
    tenant_id, key_id, secret = parts
    named = all(part.isalnum() and len(part) <= _MAX_PART for part in (tenant_id, key_id))
    return ApiKeyToken(tenant_id, key_id, secret) if named and 0 < len(secret) <= _MAX_PART else None
