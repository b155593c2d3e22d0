"""Secrets in one encrypted file, for machines without a secret manager.

Each version is sealed for its name and number. Every change writes the whole file anew beside the old one and puts it
in its place at once, under a lock that all processes on the machine take.
"""

import asyncio
import fcntl
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.data.encryption import SEAL_ENTROPY, Keyring, seal, unseal
from shared.errors import DependencyUnavailable
from shared.ports.secrets import SecretVersion, checked_name, checked_value, no_such_secret

_Stored = dict[str, list[dict[str, Any]]]


class LocalSecrets:
    """Secrets in a file that only its owner may read."""

    def __init__(self, path: Path, keyring: Keyring, clock: Clock) -> None:
        self._path = path
        self._keyring = keyring
        self._clock = clock

    async def put(self, name: str, value: bytes) -> SecretVersion:
        """Store a value as the secret's next version, its first where there is none; raise PayloadTooLarge."""
        return await asyncio.to_thread(self._put, checked_name(name), checked_value(value))

    async def get(self, name: str, version: int | None = None) -> bytes:
        """Return a version's value, the newest unless one is named; raise NotFound (`secret_not_found`)."""
        stored = await self._versions(name)
        for each in reversed(stored):
            if version in (None, each["number"]):
                return unseal(self._keyring, each["sealed"], _place(name, each["number"]))
        raise no_such_secret()

    async def versions(self, name: str) -> tuple[SecretVersion, ...]:
        """Return the versions there are, newest first; none where there is no such secret."""
        return tuple(_version(each) for each in reversed(await self._versions(name)))

    async def delete(self, name: str) -> None:
        """Delete a secret with all its versions; one that is gone already is fine."""
        await asyncio.to_thread(self._delete, checked_name(name))

    async def close(self) -> None:
        """Do nothing: the file is open only while it is read or written."""

    async def _versions(self, name: str) -> list[dict[str, Any]]:
        return (await asyncio.to_thread(self._read)).get(checked_name(name), [])

    def _put(self, name: str, value: bytes) -> SecretVersion:
        with self._changing() as stored:
            versions = stored.setdefault(name, [])
            number = versions[-1]["number"] + 1 if versions else 1
            sealed = seal(self._keyring, value, _place(name, number), os.urandom(SEAL_ENTROPY))
            versions.append({"number": number, "createdAt": self._clock.now().isoformat(), "sealed": sealed})
            return _version(versions[-1])

    def _delete(self, name: str) -> None:
        with self._changing() as stored:
            stored.pop(name, None)

    @contextmanager
    def _changing(self) -> Generator[_Stored]:
        """Yield what is stored, and store what it was changed to unless that failed."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with open(self._path.with_suffix(".lock"), "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                stored = self._read()
                yield stored
                self._write(json.dumps(stored, indent=1).encode())
        except OSError as error:
            raise DependencyUnavailable(f"the secrets file can't be written: {error.strerror}") from error

    def _read(self) -> _Stored:
        try:
            return json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise DependencyUnavailable("the secrets file can't be read") from error

    def _write(self, content: bytes) -> None:
        beside = self._path.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._path)


def _version(stored: dict[str, Any]) -> SecretVersion:
    return SecretVersion(stored["number"], datetime.fromisoformat(stored["createdAt"]))


def _place(name: str, number: int) -> bytes:
    return f"secrets/{name}#{number}".encode()
