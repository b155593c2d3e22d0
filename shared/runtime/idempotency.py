"""Idempotency keys: a completed command replays, an unfinished one answers 409, another request 422.

For a pure command the record is part of its own commit, so a concurrent twin loses the `create`, runs again and
replays. An `external` command takes a lease before it calls outside.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from shared.config import config
from shared.data.store import Create, Document, Update
from shared.data.unit_of_work import UnitOfWork
from shared.errors import FailedPrecondition, FieldProblem, IdempotencyKeyReused, InvalidInput

KEPT_FOR = timedelta(hours=24)
LEASE = timedelta(seconds=60)
_MAX_KEY = 255


@dataclass(frozen=True, slots=True)
class Replay:
    """A completed answer, as it was given the first time (without secret fields)."""

    status: int
    data: Any


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """One key of one principal for one function, and what it was used for."""

    path: str
    fingerprint: str

    @classmethod
    def of(
        cls, key: str | None, *, function: str, principal: str | None, tenant_id: str | None, request: bytes
    ) -> "IdempotencyKey | None":
        """Return the key's place; before sign-in it is (function, key)."""
        if key is None:
            return None
        if not key or len(key) > _MAX_KEY or not key.isprintable():
            problem = FieldProblem("/Idempotency-Key", "invalid_header", f"1 to {_MAX_KEY} printable characters")
            raise InvalidInput("the Idempotency-Key can't be used", fields=[problem])
        name = hashlib.sha256(json.dumps([principal, function, key]).encode()).hexdigest()[:40]
        path = f"tenants/{tenant_id}/idempotencyKeys/{name}" if tenant_id else f"reservations/idempotencyKey:{name}"
        # Keyed, because a request may hold a password, which a plain hash would let guess.
        return cls(path, hmac.digest(config().signing_key.encode(), request, hashlib.sha256).hex())

    async def replay(self, work: UnitOfWork) -> Replay | None:
        """Return the earlier answer, or None where there is none or it expired."""
        document = await self._current(work)
        if document is None:
            return None
        if document.data["fingerprint"] != self.fingerprint:
            raise IdempotencyKeyReused("this Idempotency-Key was used for a different request; use a new one")
        if document.data["state"] == "inFlight":
            if document.data["leasedUntil"] > work.now:
                raise FailedPrecondition("the same request is still being handled", code="in_flight")
            return None
        return Replay(document.data["status"], json.loads(document.data["data"]))

    async def lease(self, work: UnitOfWork) -> None:
        """Mark the request as being handled."""
        await self._write(work, {"state": "inFlight", "leasedUntil": work.now + LEASE})

    async def complete(self, work: UnitOfWork, status: int, data: Any) -> None:
        """Store the answer."""
        await self._write(work, {"state": "done", "status": status, "data": json.dumps(data)})

    async def release(self, work: UnitOfWork) -> None:
        """Forget a lease whose request failed."""
        document = await work.read_absolute(self.path)
        if document is not None and document.data["state"] == "inFlight":
            await self._write(work, {"state": "inFlight", "leasedUntil": work.now})

    async def _current(self, work: UnitOfWork) -> Document | None:
        document = await work.read_absolute(self.path)
        return document if document and document.data["expiresAt"] > work.now else None

    async def _write(self, work: UnitOfWork, fields: Mapping[str, Any]) -> None:
        data = {
            "fingerprint": self.fingerprint,
            "expiresAt": work.now + KEPT_FOR,
            "schemaVersion": 1,
            **fields,
        }
        existing = await work.read_absolute(self.path)
        if existing is None:
            work.write_absolute(Create(self.path, data))
        else:
            work.write_absolute(Update(self.path, data, existing.version))


def storable(result: BaseModel | None) -> Any:
    """Return an answer as JSON without its secret fields (`json_schema_extra={"secret": True}`)."""
    if result is None:
        return None
    secret = {
        name
        for name, field in type(result).model_fields.items()
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("secret")
    }
    return result.model_dump(mode="json", by_alias=True, exclude=secret)
