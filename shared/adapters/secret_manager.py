"""Google Secret Manager, through the generated asynchronous client of its package."""

import asyncio
from datetime import UTC
from typing import Any

import google_crc32c
import grpc.aio
from google.api_core import exceptions
from google.auth.exceptions import GoogleAuthError
from google.cloud.secretmanager_v1.services.secret_manager_service import SecretManagerServiceAsyncClient
from google.cloud.secretmanager_v1.services.secret_manager_service.transports.grpc_asyncio import (
    SecretManagerServiceGrpcAsyncIOTransport,
)
from google.cloud.secretmanager_v1.types import resources, service

from shared.adapters.per_loop import PerLoop
from shared.errors import DependencyUnavailable
from shared.ports.secrets import SecretVersion, checked_name, checked_value, no_such_secret

# Poorly typed by its package; `Any` once instead of at every use.
_messages: Any = service
_resources: Any = resources
_crc32c: Any = google_crc32c
_TIMEOUT = 10.0


class SecretManagerSecrets:
    """Secrets of one project, named `ella_<tenantId>_<name>`; `endpoint` is a server without TLS, for tests."""

    def __init__(self, project: str, *, endpoint: str | None = None, timeout: float = _TIMEOUT) -> None:
        self._parent = f"projects/{project}"
        self._endpoint = endpoint
        self._timeout = timeout
        self._clients = PerLoop[Any](self._connect, lambda client: client.transport.close())

    async def put(self, name: str, value: bytes) -> SecretVersion:
        """Store a value as the secret's next version, its first where there is none; raise PayloadTooLarge."""
        payload = _resources.SecretPayload(data=checked_value(value), data_crc32c=_crc32c.value(value))
        request = _messages.AddSecretVersionRequest(parent=self._secret(name), payload=payload)
        try:
            return _version(await self._call("add_secret_version", request))
        except exceptions.NotFound:
            await self._create(name)
        return _version(await self._call("add_secret_version", request))

    async def get(self, name: str, version: int | None = None) -> bytes:
        """Return a version's value, the newest unless one is named; raise NotFound (`secret_not_found`)."""
        path = f"{self._secret(name)}/versions/{'latest' if version is None else version}"
        try:
            answer = await self._call("access_secret_version", _messages.AccessSecretVersionRequest(name=path))
        except (exceptions.NotFound, exceptions.FailedPrecondition) as error:  # the latter: disabled or destroyed
            raise no_such_secret() from error
        data: bytes = answer.payload.data
        if _crc32c.value(data) != answer.payload.data_crc32c:
            raise DependencyUnavailable("the secret was damaged on its way; try again")
        return data

    async def versions(self, name: str) -> tuple[SecretVersion, ...]:
        """Return the versions there are, newest first; none where there is no such secret."""
        request = _messages.ListSecretVersionsRequest(parent=self._secret(name), filter="state:ENABLED")
        try:
            pages = await self._call("list_secret_versions", request)
            found = [_version(each) async for each in pages]
        except exceptions.NotFound:
            return ()
        except exceptions.GoogleAPIError as error:
            raise _away(error) from error
        return tuple(sorted(found, key=lambda version: version.number, reverse=True))

    async def delete(self, name: str) -> None:
        """Delete a secret with all its versions; one that is gone already is fine."""
        try:
            await self._call("delete_secret", _messages.DeleteSecretRequest(name=self._secret(name)))
        except exceptions.NotFound:
            pass

    async def close(self) -> None:
        """Release the connections."""
        await self._clients.close()

    async def _create(self, name: str) -> None:
        replication = _resources.Replication(automatic=_resources.Replication.Automatic())
        request = _messages.CreateSecretRequest(
            parent=self._parent,
            secret_id=self._secret(name).rpartition("/")[2],
            secret=_resources.Secret(replication=replication),
        )
        try:
            await self._call("create_secret", request)
        except exceptions.AlreadyExists:  # somebody else was first; theirs is as good
            pass

    async def _call(self, method: str, request: Any) -> Any:
        try:
            async with asyncio.timeout(self._timeout):  # the client's own bounds each of its attempts, not their sum
                return await getattr(self._clients.get(), method)(request, timeout=self._timeout)
        except (exceptions.NotFound, exceptions.AlreadyExists, exceptions.FailedPrecondition):
            raise
        except (exceptions.GoogleAPIError, GoogleAuthError, TimeoutError) as error:
            raise _away(error) from error

    def _secret(self, name: str) -> str:
        return f"{self._parent}/secrets/ella_{checked_name(name)}"

    def _connect(self) -> Any:
        transport = SecretManagerServiceGrpcAsyncIOTransport
        channel: Any = grpc.aio.insecure_channel(self._endpoint) if self._endpoint else transport.create_channel()
        return SecretManagerServiceAsyncClient(transport=transport(channel=channel))


def _version(message: Any) -> SecretVersion:
    created_at = message.create_time.replace(tzinfo=UTC) if message.create_time.tzinfo is None else message.create_time
    return SecretVersion(int(message.name.rpartition("/")[2]), created_at)


def _away(error: Exception) -> DependencyUnavailable:
    return DependencyUnavailable(f"the secret manager does not answer: {type(error).__name__}")
