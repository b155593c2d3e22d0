"""Pages and opaque cursors (AIP-158): signed, and bound to the tenant and the query they continue."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from shared.config import config
from shared.errors import FieldProblem, InvalidInput

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page: `limit` is coerced to at most 100."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    sort: tuple[str, ...] | None = None
    count: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page; `next_cursor` absent is the only end signal."""

    items: list[T]
    next_cursor: str | None = None
    total_count: int | None = None

    def with_items(self, items: list[U]) -> "Page[U]":
        """Return the same page of other things."""
        return Page(items, self.next_cursor, self.total_count)


def page_of(
    ranked: Sequence[T], request: PageRequest, tenant_id: str, scope: Mapping[str, Any], place: Callable[[T], list[Any]]
) -> Page[T]:
    """Return one page of what is ranked as a whole; `place` is where an item stands, growing, the same at any time."""
    after = list(cursor_after(request.cursor, tenant_id, scope)) if request.cursor else None
    left = [item for item in ranked if after is None or place(item) > after]
    items = left[: request.limit]
    more = len(left) > len(items)
    next_cursor = cursor_for(place(items[-1]), tenant_id, scope) if more else None
    return Page(items, next_cursor, len(ranked) if request.count else None)


def cursor_for(values: Sequence[Any], tenant_id: str, scope: Mapping[str, Any]) -> str:
    """Return the cursor that continues behind the given sort values."""
    payload = json.dumps([_encode(value) for value in values], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_signature(payload, tenant_id, scope) + payload).decode().rstrip("=")


def cursor_after(cursor: str, tenant_id: str, scope: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the sort values a cursor continues behind; raise InvalidInput if it is not this tenant's and query's."""
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        signature, payload = raw[:16], raw[16:]
        if not hmac.compare_digest(signature, _signature(payload, tenant_id, scope)):
            raise ValueError("signature")
        return tuple(_decode(value) for value in json.loads(payload))
    except ValueError as error:
        problem = FieldProblem("/cursor", "invalid_cursor", "use the nextCursor of the same listing, unchanged")
        raise InvalidInput(
            "the cursor does not belong to this listing", code="invalid_cursor", fields=[problem]
        ) from error


def _signature(payload: bytes, tenant_id: str, scope: Mapping[str, Any]) -> bytes:
    bound = json.dumps([tenant_id, scope], sort_keys=True, default=str).encode()
    return hmac.digest(config().signing_key.encode(), bound + b"\x00" + payload, hashlib.sha256)[:16]


def _encode(value: Any) -> Any:
    return {"t": value.isoformat()} if isinstance(value, datetime) else value


def _decode(value: Any) -> Any:
    return datetime.fromisoformat(cast(dict[str, str], value)["t"]) if isinstance(value, dict) else value
