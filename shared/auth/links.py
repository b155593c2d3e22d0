"""Links and mailed codes: derived from the signing key, so that no secret is stored or travels in an event."""

import hashlib
import hmac
from dataclasses import dataclass

from shared.config import config


@dataclass(frozen=True, slots=True)
class Link:
    """What a link's token says once its signature holds."""

    tenant_id: str
    id: str


def link_token(kind: str, tenant_id: str, id: str) -> str:
    """Return the token of a link to one thing: it carries its tenant's id and can't be guessed."""
    return f"{tenant_id}.{id}.{_mac(kind, tenant_id, id)[:43]}"


def read_link_token(kind: str, token: str) -> Link | None:
    """Return what a token links to, None for a forged one."""
    parts = token.split(".")
    if len(parts) != 3 or not all(parts):
        return None
    tenant_id, id, _ = parts
    expected = link_token(kind, tenant_id, id)
    return Link(tenant_id, id) if hmac.compare_digest(expected.encode(), token.encode()) else None


def mailed_code(kind: str, tenant_id: str, challenge_id: str) -> str:
    """Return the six digits that confirm one challenge."""
    return f"{int(_mac(kind, tenant_id, challenge_id)[:12], 16) % 1_000_000:06d}"


def _mac(*parts: str) -> str:
    return hmac.digest(config().signing_key.encode(), "\x00".join(parts).encode(), hashlib.sha256).hex()
