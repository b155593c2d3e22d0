"""Secrets that Ella holds for tenants: credentials of theirs, at most 64 KiB each, in numbered versions."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.errors import InvalidInput, NotFound, PayloadTooLarge

MAX_SECRET_BYTES = 64 * 1024
_NAME = re.compile(r"[A-Za-z0-9]{1,100}_[A-Za-z0-9-]{1,100}")


@dataclass(frozen=True, slots=True)
class SecretVersion:
    """One of a secret's values; numbers count up from 1."""

    number: int
    created_at: datetime


class Secrets(Protocol):
    """Keep secrets by absolute name, `<tenantId>_<name>`. For the runtime; handlers use `TenantSecrets`.

    Implemented by `adapters.local_secrets` and `adapters.secret_manager`. Every method raises DependencyUnavailable
    when the store does not answer, InvalidInput (`invalid_secret_name`) for what can't be a name.
    """

    async def put(self, name: str, value: bytes) -> SecretVersion:
        """Store a value as the secret's next version, its first where there is none; raise PayloadTooLarge."""
        ...

    async def get(self, name: str, version: int | None = None) -> bytes:
        """Return a version's value, the newest unless one is named; raise NotFound (`secret_not_found`)."""
        ...

    async def versions(self, name: str) -> tuple[SecretVersion, ...]:
        """Return the versions there are, newest first; none where there is no such secret."""
        ...

    async def delete(self, name: str) -> None:
        """Delete a secret with all its versions; one that is gone already is fine."""
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...


class TenantSecrets:
    """The secrets of one tenant; no name leads to another's."""

    def __init__(self, secrets: Secrets, tenant_id: str) -> None:
        self._secrets = secrets
        self._prefix = f"{tenant_id}_"

    async def put(self, name: str, value: bytes) -> SecretVersion:
        """Store a value as the secret's next version, its first where there is none; raise PayloadTooLarge."""
        return await self._secrets.put(self._prefix + name, value)

    async def get(self, name: str, version: int | None = None) -> bytes:
        """Return a version's value, the newest unless one is named; raise NotFound (`secret_not_found`)."""
        return await self._secrets.get(self._prefix + name, version)

    async def versions(self, name: str) -> tuple[SecretVersion, ...]:
        """Return the versions there are, newest first; none where there is no such secret."""
        return await self._secrets.versions(self._prefix + name)

    async def delete(self, name: str) -> None:
        """Delete a secret with all its versions; one that is gone already is fine."""
        await self._secrets.delete(self._prefix + name)


def checked_name(name: str) -> str:
    """Return an absolute name that names a secret of one tenant."""
    if not _NAME.fullmatch(name):
        raise InvalidInput("that can't be the name of a secret", code="invalid_secret_name")
    return name


def checked_value(value: bytes) -> bytes:
    """Return a value that is not too large."""
    if len(value) > MAX_SECRET_BYTES:
        raise PayloadTooLarge(f"a secret holds at most {MAX_SECRET_BYTES} bytes")
    return value


def no_such_secret() -> NotFound:
    """Return the error for a secret or version that is not there."""
    return NotFound("there is no such secret", code="secret_not_found")
