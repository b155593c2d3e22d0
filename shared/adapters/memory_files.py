"""Files in memory: for the embedded backend and the fast tests. Its signed URLs are served by the local gateway."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from shared.clock import Clock
from shared.errors import AlreadyExists, NotFound, PayloadTooLarge, PermissionDenied
from shared.ports.files import (
    MAX_LISTED,
    Content,
    FileList,
    SignedUpload,
    StoredFile,
    checked_file_path,
)

URL_PREFIX = "/_local/files/"
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Grant:
    """What a signed URL lets its holder do; `expires` is in seconds since 1970."""

    method: str
    path: str
    expires: int
    content_type: str = ""
    max_bytes: int = 0
    filename: str = ""

    def query(self, signing_key: str) -> str:
        """Return the signed query string that carries the grant."""
        fields = {name: getattr(self, name) for name in ("expires", "content_type", "max_bytes", "filename")}
        return urlencode(
            {name: value for name, value in fields.items() if value} | {"signature": self.mac(signing_key)}
        )

    def mac(self, signing_key: str) -> str:
        """Return what only the holder of the key can have signed."""
        text = json.dumps([self.method, self.path, self.expires, self.content_type, self.max_bytes, self.filename])
        return hmac.digest(signing_key.encode(), b"file\x00" + text.encode(), hashlib.sha256).hex()


class MemoryFiles:
    """Files in one process. Every call gives way to other tasks first, as a network call would."""

    def __init__(self, signing_key: str, public_url: str, clock: Clock) -> None:
        self._signing_key = signing_key
        self._public_url = public_url
        self._clock = clock
        self._files: dict[str, tuple[StoredFile, bytes]] = {}
        self._generations = 0

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
        checked_file_path(path)
        content = await _gathered(data)
        await asyncio.sleep(0)
        if if_absent and path in self._files:
            raise AlreadyExists("there is a file at this path already", code="file_exists")
        self._generations += 1
        stored = StoredFile(
            path, len(content), content_type, str(self._generations), self._clock.now(), dict(metadata or {})
        )
        self._files[path] = stored, content
        return stored

    async def get(self, path: str, *, max_bytes: int) -> bytes:
        """Return a file's content; raise NotFound (`file_not_found`), or PayloadTooLarge where there is more of it."""
        _, content = await self._found(path)
        if len(content) > max_bytes:
            raise PayloadTooLarge(f"the file has more than {max_bytes} bytes", code="file_too_large")
        return content

    async def stream(self, path: str, *, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """Yield a file's content, or a range of it in bytes, piece by piece; raise NotFound with the first one."""
        _, content = await self._found(path)
        end = len(content) if length is None else min(len(content), start + length)
        for begin in range(start, end, _PIECE):
            yield content[begin : min(end, begin + _PIECE)]

    async def stat(self, path: str) -> StoredFile | None:
        """Return what is known of a file, None where there is none."""
        checked_file_path(path)
        await asyncio.sleep(0)
        found = self._files.get(path)
        return found[0] if found else None

    async def delete(self, path: str) -> None:
        """Delete a file; one that is gone already is fine."""
        checked_file_path(path)
        await asyncio.sleep(0)
        self._files.pop(path, None)

    async def list(self, prefix: str, *, limit: int = MAX_LISTED, cursor: str | None = None) -> FileList:
        """Return files whose path begins with the prefix, `limit` at most."""
        await asyncio.sleep(0)
        paths = sorted(path for path in self._files if path.startswith(prefix) and path > (cursor or ""))
        files = tuple(self._files[path][0] for path in paths[:limit])
        return FileList(files, files[-1].path if len(paths) > limit else None)

    async def signed_upload(
        self, path: str, *, content_type: str, max_bytes: int, expires_in: timedelta
    ) -> SignedUpload:
        """Return a request that creates the file and never replaces it, with at most `max_bytes` of this type."""
        expires_at = self._clock.now() + expires_in
        grant = Grant("PUT", checked_file_path(path), int(expires_at.timestamp()), content_type, max_bytes)
        return SignedUpload(self._url(grant), "PUT", {"content-type": content_type}, expires_at)

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads the file under a name, whoever follows it, until it expires."""
        expires_at = self._clock.now() + expires_in
        return self._url(Grant("GET", checked_file_path(path), int(expires_at.timestamp()), filename=filename))

    def granted(self, method: str, path: str, query: Mapping[str, str]) -> Grant:
        """Return what a signed URL grants; raise PermissionDenied when its signature is not ours or it has expired."""
        try:
            expires, max_bytes = int(query.get("expires", "0")), int(query.get("max_bytes", "0"))
        except ValueError:
            expires, max_bytes = 0, 0
        content_type, filename = query.get("content_type", ""), query.get("filename", "")
        grant = Grant(method, path, expires, content_type, max_bytes, filename)
        if not hmac.compare_digest(grant.mac(self._signing_key).encode(), query.get("signature", "").encode()):
            raise PermissionDenied("the URL is not signed for this request", code="invalid_signature")
        if expires <= self._clock.now().timestamp():
            raise PermissionDenied("the URL has expired", code="url_expired")
        return grant

    async def close(self) -> None:
        """Nothing is open; the files stay."""

    def _url(self, grant: Grant) -> str:
        return f"{self._public_url}{URL_PREFIX}{quote(grant.path)}?{grant.query(self._signing_key)}"

    async def _found(self, path: str) -> tuple[StoredFile, bytes]:
        checked_file_path(path)
        await asyncio.sleep(0)
        if path not in self._files:
            raise NotFound("there is no such file", code="file_not_found")
        return self._files[path]


async def _gathered(data: Content) -> bytes:
    if isinstance(data, AsyncIterable):
        return b"".join([piece async for piece in data])
    return bytes(data)
