"""Cloud Storage as the file store. Google's library is synchronous, so each of its calls runs in a thread."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import requests
from google.api_core import exceptions
from google.auth.exceptions import GoogleAuthError
from google.cloud import storage
from google.cloud.storage.exceptions import DataCorruption, InvalidResponse
from google.cloud.storage.fileio import BlobWriter
from google.cloud.storage.retry import DEFAULT_RETRY

from shared.adapters.cloud_signing import default_credentials, signed_url
from shared.errors import AlreadyExists, DependencyUnavailable, NotFound, PayloadTooLarge
from shared.ports.files import (
    MAX_LISTED,
    Content,
    FileList,
    SignedUpload,
    StoredFile,
    checked_file_path,
)

# Poorly typed by their packages; `Any` once instead of at every use.
_storage: Any = storage
_retry: Any = DEFAULT_RETRY
_TIMEOUT = 30.0
_PATIENCE = 20.0
_PIECE = 4 * 1024 * 1024
# What is sent in one request, which the store takes or refuses; more goes in pieces.
_ONE_REQUEST = 8 * 1024 * 1024
_RECEIPT = "ella-put"
_CREATED_ONLY = "x-goog-if-generation-match"
_LENGTH_RANGE = "x-goog-content-length-range"
_AWAY = (
    exceptions.GoogleAPIError,
    GoogleAuthError,
    requests.RequestException,
    InvalidResponse,
    DataCorruption,
)


class CloudStorageFiles:
    """Files in one bucket; `patience` is how many seconds a call that is safe to repeat is repeated."""

    def __init__(self, project: str, bucket: str, *, credentials: Any = None, patience: float = _PATIENCE) -> None:
        self._project = project
        self._bucket_name = bucket
        self._credentials = credentials
        self._repeated = _retry.with_timeout(patience)
        self._client: Any = None
        self._connecting = threading.Lock()

    async def put(
        self,
        path: str,
        data: Content,
        content_type: str,
        *,
        if_absent: bool = False,
        metadata: Mapping[str, str] | None = None,
    ) -> StoredFile:
        """Store a file, whole or not at all; with `if_absent` raise AlreadyExists (`file_exists`) where one is.

        Only a conditional put is sent again when its answer is lost; a receipt tells its own file from another's.
        """
        checked_file_path(path)
        receipt = secrets.token_hex(8)
        settings: dict[str, Any] = {"content_type": content_type, "timeout": _TIMEOUT, "retry": None}
        if if_absent:
            metadata = {**(metadata or {}), _RECEIPT: receipt}
            settings |= {"if_generation_match": 0, "retry": self._repeated}
        try:
            if not isinstance(data, AsyncIterable) and len(data) <= _ONE_REQUEST:
                blob = await self._sent(self._put_whole, path, bytes(data), metadata, settings)
            else:
                if if_absent and await self.stat(path) is not None:  # before anything large is sent
                    raise _taken()
                blob = await self._put_pieces(path, data, metadata, settings)
        except AlreadyExists:
            mine = await _called(self._described, path)
            if mine is None or (mine.metadata or {}).get(_RECEIPT) != receipt:
                raise
            blob = mine
        return _stored(blob)

    async def get(self, path: str, *, max_bytes: int) -> bytes:
        """Return a file's content; raise NotFound (`file_not_found`), or PayloadTooLarge where there is more of it."""
        content = await _called(self._range, checked_file_path(path), 0, max_bytes + 1)
        if len(content) > max_bytes:
            raise PayloadTooLarge(f"the file has more than {max_bytes} bytes", code="file_too_large")
        return content

    async def stream(self, path: str, *, start: int = 0, length: int | None = None) -> AsyncIterator[bytes]:
        """Yield a file's content, or a range of it in bytes, piece by piece; raise NotFound with the first one."""
        stored = await self.stat(path)
        if stored is None:
            raise _missing()
        end = stored.size if length is None else min(stored.size, start + length)
        for begin in range(start, end, _PIECE):
            # Of one generation, so that the pieces belong together.
            yield await _called(self._range, path, begin, min(end, begin + _PIECE), stored.generation)

    async def stat(self, path: str) -> StoredFile | None:
        """Return what is known of a file, None where there is none."""
        blob = await _called(self._described, checked_file_path(path))
        return _stored(blob) if blob is not None else None

    async def delete(self, path: str) -> None:
        """Delete a file; one that is gone already is fine."""
        checked_file_path(path)
        try:
            await _called(lambda: self._bucket().blob(path).delete(timeout=_TIMEOUT, retry=self._repeated))
        except NotFound:
            return

    async def list(self, prefix: str, *, limit: int = MAX_LISTED, cursor: str | None = None) -> FileList:
        """Return files whose path begins with the prefix, `limit` at most."""

        def first_page() -> FileList:
            found = self._bucket().list_blobs(
                prefix=prefix, max_results=limit, page_token=cursor, timeout=_TIMEOUT, retry=self._repeated
            )
            return FileList(tuple(_stored(blob) for blob in next(found.pages, ())), found.next_page_token)

        return await _called(first_page)

    async def signed_upload(
        self, path: str, *, content_type: str, max_bytes: int, expires_in: timedelta
    ) -> SignedUpload:
        """Return a request that creates the file and never replaces it, with at most `max_bytes` of this type."""
        conditions = {_LENGTH_RANGE: f"0,{max_bytes}", _CREATED_ONLY: "0"}
        expires_at = datetime.now(UTC) + expires_in
        settings = {"method": "PUT", "content_type": content_type, "headers": {**conditions}, "expiration": expires_in}
        url = await _called(self._signed, checked_file_path(path), settings)
        return SignedUpload(url, "PUT", {"content-type": content_type, **conditions}, expires_at)

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads the file under a name, whoever follows it, until it expires."""
        disposition = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
        settings = {"method": "GET", "expiration": expires_in, "response_disposition": disposition}
        return await _called(self._signed, checked_file_path(path), settings)

    async def close(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await asyncio.to_thread(client.close)

    async def _put_pieces(self, path: str, data: Content, metadata: Any, settings: dict[str, Any]) -> Any:
        def begin() -> _Writer:
            blob = self._bucket().blob(path)
            blob.metadata = metadata
            return _Writer(blob, chunk_size=_ONE_REQUEST, **settings)

        writer = await _called(begin)
        async for piece in data if isinstance(data, AsyncIterable) else _pieces(data):
            await self._sent(writer.write, piece)
        await self._sent(writer.close)
        blob = await _called(self._described, path)
        if blob is None:
            raise DependencyUnavailable("the file was deleted while it was stored")
        return blob

    async def _sent(self, call: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return await _called(call, *arguments)
        except NotFound as error:
            raise DependencyUnavailable(f"there is no bucket {self._bucket_name}") from error

    # -- in a thread

    def _bucket(self) -> Any:
        with self._connecting:
            if self._client is None:
                self._credentials = self._credentials or default_credentials()
                self._client = _storage.Client(project=self._project, credentials=self._credentials)
        return self._client.bucket(self._bucket_name)

    def _described(self, path: str) -> Any:
        return self._bucket().get_blob(path, timeout=_TIMEOUT, retry=self._repeated)

    def _range(self, path: str, start: int, end: int, generation: str | None = None) -> bytes:
        blob = self._bucket().blob(path, generation=int(generation) if generation else None)
        try:
            return blob.download_as_bytes(start=start, end=end - 1, timeout=_TIMEOUT, retry=self._repeated)
        except exceptions.RequestRangeNotSatisfiable:  # an empty file has no range
            return b""

    def _put_whole(self, path: str, data: bytes, metadata: Any, settings: dict[str, Any]) -> Any:
        blob = self._bucket().blob(path)
        blob.metadata = metadata
        blob.upload_from_string(data, **settings)
        return blob

    def _signed(self, path: str, settings: dict[str, Any]) -> str:
        return signed_url(self._bucket().blob(path), self._credentials, settings)


class _Writer(BlobWriter):
    """A resumable upload that only `close` completes: what is abandoned never becomes a file, and expires by itself."""

    def __del__(self) -> None:
        """Keep the base class from closing, which would complete it."""


async def _called(call: Callable[..., Any], *arguments: Any) -> Any:
    """Call in a thread; raise what the port says instead of what the library does."""
    try:
        return await asyncio.to_thread(call, *arguments)
    except (exceptions.GoogleAPICallError, InvalidResponse) as error:
        answer: Any = error
        code = answer.response.status_code if isinstance(error, InvalidResponse) else answer.code
        if code == HTTPStatus.PRECONDITION_FAILED:
            raise _taken() from error
        if code == HTTPStatus.NOT_FOUND:
            raise _missing() from error
        raise DependencyUnavailable("the file store does not answer; try again") from error
    except _AWAY as error:
        raise DependencyUnavailable("the file store does not answer; try again") from error


def _stored(blob: Any) -> StoredFile:
    labels: dict[str, str] = blob.metadata or {}
    metadata = {name: value for name, value in labels.items() if name != _RECEIPT}
    return StoredFile(blob.name, blob.size, blob.content_type, str(blob.generation), blob.time_created, metadata)


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    for begin in range(0, len(data), _ONE_REQUEST):
        yield data[begin : begin + _ONE_REQUEST]


def _taken() -> AlreadyExists:
    return AlreadyExists("there is a file at this path already", code="file_exists")


def _missing() -> NotFound:
    return NotFound("there is no such file", code="file_not_found")
