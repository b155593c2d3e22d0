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
        return f"{PREFIX}{self.tenant_id}_{self.key_id}_{self.secret}"

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
        if not hmac.compare_digest(self.secret_hash, key["secretHash"]) or key["revokedAt"] is not None:
            return None
        if key["expiresAt"] is not None and key["expiresAt"] <= now:
            return None
        scopes = frozenset(permission for permission in Permission if permission.value in key["scopes"])
        return ApiKeyCaller(self.key_id, self.tenant_id, scopes)


def read_api_key(token: str) -> ApiKeyToken | None:
    """Return what a token says, None for one that can't be a key's."""
    parts = token.removeprefix(PREFIX).split("_", 2)
    if not token.startswith(PREFIX) or len(parts) != 3 or not token.isascii():
        return None
    tenant_id, key_id, secret = parts
    named = all(part.isalnum() and len(part) <= _MAX_PART for part in (tenant_id, key_id))
    return ApiKeyToken(tenant_id, key_id, secret) if named and 0 < len(secret) <= _MAX_PART else None
