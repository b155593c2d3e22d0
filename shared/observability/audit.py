"""Audit entries: who did what to what, from where, shaped here and committed with the change itself.

What the log's Merkle tree commits to is an entry's *record*. It holds no personal data, only salted hashes of the two
parts that may: `who` (actor, role, address, user agent) and `changes` (paths with digests). Erasing a part and its salt
therefore leaves every proof valid.
"""

import base64
import hashlib
import secrets
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

import rfc8785

from shared.auth.caller import Caller, Candidate, Member

COLLECTION = "auditEntries"
SCHEMA_VERSION = 2
SHARDS = 4
"""Entries that wait for their place in the tree are found by shard, so that no index grows at one end only."""

_EXACT_INTEGERS = 2**53
_BOOKKEEPING = ("commitId", "tenantId")

Change = tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]


class Outcome(StrEnum):
    """What came of it: `viewed` is personal data that was read, `failed` a sign-in."""

    DONE = "done"
    VIEWED = "viewed"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a call came from."""

    address: str | None
    user_agent: str | None
    request_id: str


def audit_entry(
    *,
    id: str,
    tenant_id: str,
    action: str,
    caller: Caller,
    target: Mapping[str, str],
    origin: Origin,
    at: datetime,
    outcome: Outcome = Outcome.DONE,
    changes: Iterable[Change] = (),
    count: int = 1,
) -> dict[str, Any]:
    """Return the data of one entry; `action` is the function's name, `target` the ids it was about.

    `changes` are documents by path, as they were and as they are now. `count` is how often the same was seen.
    """
    data: dict[str, Any] = {
        "id": id,
        "tenantId": tenant_id,
        "schemaVersion": SCHEMA_VERSION,
        "action": action,
        "outcome": outcome.value,
        "count": count,
        "actor": caller.principal,
        "role": caller.role.value if isinstance(caller, Member | Candidate) else None,
        "address": origin.address,
        "userAgent": origin.user_agent,
        "target": dict(target),
        "about": sorted(set(target.values())),
        "requestId": origin.request_id,
        "changes": [
            {"path": path, "before": digest(before), "after": digest(after)} for path, before, after in changes
        ],
        "at": at,
        "salts": {"who": secrets.token_hex(16), "changes": secrets.token_hex(16)},
        "pendingShard": zlib.crc32(tenant_id.encode()) % SHARDS,
    }
    data["commitments"] = {
        "who": commitment(data["salts"]["who"], who_part(data)),
        "changes": commitment(data["salts"]["changes"], data["changes"]),
    }
    return data


def digest(document: Mapping[str, Any] | None) -> str | None:
    """Return the SHA-256 (hex) of a document's canonical JSON (RFC 8785), without what the store adds; None for none.

    Times are RFC 3339 text in UTC, bytes base64, numbers that JSON can't hold exactly their text.
    """
    if document is None:
        return None
    kept = {name: value for name, value in document.items() if name not in _BOOKKEEPING}
    return hashlib.sha256(rfc8785.dumps(_plain(kept))).hexdigest()


def who_part(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of an entry that tells who acted."""
    return {name: data[name] for name in ("actor", "role", "address", "userAgent")}


def commitment(salt: str, part: Any) -> str:
    """Return the SHA-256 (hex) of a salt (hex) and the canonical JSON of a part."""
    return hashlib.sha256(bytes.fromhex(salt) + rfc8785.dumps(part)).hexdigest()


def record(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the tree commits to: an entry without its personal parts; JSON."""
    return {
        "version": 1,
        "id": data["id"],
        "tenantId": data["tenantId"],
        "action": data["action"],
        "outcome": data["outcome"],
        "count": data["count"],
        "target": dict(data["target"]),
        "requestId": data["requestId"],
        "at": timestamp(data["at"]),
        "who": data["commitments"]["who"],
        "changes": data["commitments"]["changes"],
    }


def canonical_record(data: Mapping[str, Any]) -> bytes:
    """Return the bytes of an entry's leaf, before they are hashed: its record in canonical JSON."""
    return rfc8785.dumps(record(data))


def timestamp(at: datetime) -> str:
    """Return a time as RFC 3339 text in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case int():
            return value if -_EXACT_INTEGERS < value < _EXACT_INTEGERS else str(value)
        case float():
            return value if value - value == 0 else str(value)
        case datetime():
            return timestamp(value)
        case bytes():
            return base64.b64encode(value).decode()
        case Mapping():
            items = cast("Mapping[str, Any]", value)
            return {name: _plain(each) for name, each in items.items()}
        case _:
            return [_plain(each) for each in value]
