"""Files: large or binary content that no document holds, each in its tenant's part of one store."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from shared.errors import AlreadyExists, InvalidInput
from shared.model import FrozenModel

MAX_PATH_BYTES = 1024
MAX_LISTED = 1000
OCTETS = "application/octet-stream"

Content = bytes | AsyncIterable[bytes]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is known of a file without reading it; `generation` changes whenever its content does."""

    path: str
    size: int
    content_type: str
    generation: str
    created_at: datetime
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class FileList:
    """Files in the order of their paths; `next_cursor` absent is the only end signal."""

    files: tuple[StoredFile, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class SignedUpload:
    """A request that whoever holds it may make, once and with exactly these headers, until `expires_at`."""

    url: str = field(repr=False)
    method: str
    headers: Mapping[str, str]
    expires_at: datetime


class FileRef(FrozenModel):
    """A file as documents refer to it: where it lies in its tenant's part, and what it must hold."""

    path: str
    sha256: str
    size: int


class Measured:
    """Pieces on their way into a file, counted and hashed."""

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self.sha256 = hashlib.sha256()
        self.size = 0

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield what comes."""
        async for piece in self._source:
            self.sha256.update(piece)
            self.size += len(piece)
            yield piece


class Files(Protocol):
    """Keep files by absolute path, `tenants/{tenantId}/<area>/<id>`; handlers have `TenantFiles` instead.

    Implemented by `adapters.cloud_storage` and `adapters.memory_files`. Every method raises DependencyUnavailable when
    the store does not answer, InvalidInput (`invalid_file_path`) for what can't be a path.
    """

    async def put(
        self,
        path: str,
        data: Content,
        content_type: str,
        *,
        if_absent: bool = False,
        metadata: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Store a file, whole or not at all; with `if_absent` raise AlreadyExists (`file_exists`) where one is."""
        ...

    async def get(self, path: str, *, max_bytes: int) -> bytes:
        """Return a file's content; raise NotFound (`file_not_found`), or PayloadTooLarge where there is more of it."""
        ...

    def stream(self, path: str, *, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """Yield a file's content, or a range of it in bytes, piece by piece; raise NotFound with the first one."""
        ...

    async def stat(self, path: str) -> StoredFile | None:
        """Return what is known of a file, None where there is none."""
        ...

    async def delete(self, path: str) -> None:
        """Delete a file; one that is gone already is fine."""
        ...

    async def list(self, prefix: str, *, limit: int = MAX_LISTED, cursor: str | None = None) -> FileList:
        """Return files whose path begins with the prefix, `limit` at most."""
        ...

    async def signed_upload(
        self, path: str, *, content_type: str, max_bytes: int, expires_in: timedelta
    ) -> SignedUpload:
        """Return a request that creates the file and never replaces it, with at most `max_bytes` of this type."""
        ...

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads the file under a name, whoever follows it, until it expires."""
        ...

    async def close(self) -> None:
        """Release the connections."""
        ...


class TenantFiles:
    """The files of one tenant: every path is relative to its part of the store, and can't lead out of it."""

    def __init__(self, files: Files, tenant_id: str) -> None:
        self._files = files
        self._root = f"tenants/{tenant_id}/"

    async def put(
        self,
        path: str,
        data: Content,
        content_type: str,
        *,
        if_absent: bool = False,
        metadata: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Store a file, whole or not at all; with `if_absent` raise AlreadyExists (`file_exists`) where one is."""
        stored = await self._files.put(self._absolute(path), data, content_type, if_absent=if_absent, metadata=metadata)
        return self._relative(stored)

    async def put_content(self, area: str, data: bytes, content_type: str = OCTETS) -> FileRef:
        """Store bytes under their own hash, once: the same bytes are the same file, which never changes."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"{area}/{sha256}"
        try:
            await self.put(path, data, content_type, if_absent=True)
        except AlreadyExists:
            pass
        return FileRef(path=path, sha256=sha256, size=len(data))

    async def get(self, path: str, *, max_bytes: int) -> bytes:
        """Return a file's content; raise NotFound (`file_not_found`), or PayloadTooLarge where there is more of it."""
        return await self._files.get(self._absolute(path), max_bytes=max_bytes)

    def stream(self, path: str, *, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """Yield a file's content, or a range of it in bytes, piece by piece; raise NotFound with the first one."""
        return self._files.stream(self._absolute(path), start=start, length=length)

    async def stat(self, path: str) -> StoredFile | None:
        """Return what is known of a file, None where there is none."""
        stored = await self._files.stat(self._absolute(path))
        return self._relative(stored) if stored else None

    async def delete(self, path: str) -> None:
        """Delete a file; one that is gone already is fine."""
        await self._files.delete(self._absolute(path))

    async def list(self, area: str, *, limit: int = MAX_LISTED, cursor: str | None = None) -> FileList:
        """Return the files of one area, `limit` at most."""
        prefix = self._absolute(f"{area}/any").removesuffix("any")
        listed = await self._files.list(prefix, limit=limit, cursor=cursor)
        return replace(listed, files=tuple(self._relative(stored) for stored in listed.files))

    async def signed_upload(
        self, path: str, *, content_type: str, max_bytes: int, expires_in: timedelta
    ) -> SignedUpload:
        """Return a request that creates the file and never replaces it, with at most `max_bytes` of this type."""
        return await self._files.signed_upload(
            self._absolute(path), content_type=content_type, max_bytes=max_bytes, expires_in=expires_in
        )

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads the file under a name, whoever follows it, until it expires."""
        return await self._files.signed_download(self._absolute(path), expires_in=expires_in, filename=filename)

    def _absolute(self, path: str) -> str:
        return checked_file_path(self._root + path)

    def _relative(self, stored: StoredFile) -> StoredFile:
        return replace(stored, path=stored.path.removeprefix(self._root))


def checked_file_path(path: str) -> str:
    """Return an absolute path that names a file of one tenant; parts of it come from URLs, hence InvalidInput."""
    root, _, rest = path.partition("/")
    tenant_id, *names = rest.split("/")
    if root != "tenants" or not tenant_id.isalnum() or len(names) < 2 or not all(map(_is_name, names)):
        raise InvalidInput("that can't be the path of a file", code="invalid_file_path")
    if len(path.encode()) > MAX_PATH_BYTES:
        raise InvalidInput("the path of the file is too long", code="invalid_file_path")
    return path


def _is_name(name: str) -> bool:
    return bool(name) and name.isprintable() and name not in (".", "..")
