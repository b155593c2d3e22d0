"""Signed URLs of the embedded backend's files, as a browser or curl follows them."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from shared.adapters.memory_files import URL_PREFIX, MemoryFiles
from shared.clock import SystemClock
from shared.errors import EllaError, NotFound, PayloadTooLarge, UnsupportedMediaType
from shared.ids import new_id
from shared.ports.files import Files
from shared.runtime.responses import SECURITY_HEADERS, failure
from shared.runtime.wires import ENVELOPE


def routes(files: Files) -> list[BaseRoute]:
    """Return the routes that upload to and download from the files in memory."""
    if not isinstance(files, MemoryFiles):
        raise TypeError("the embedded backend keeps its files in memory")
    kept = files

    async def serve(request: Request) -> Response:
        try:
            return await (_upload(kept, request) if request.method == "PUT" else _download(kept, request))
        except EllaError as error:
            meta = {"requestId": new_id(), "timestamp": SystemClock().now()}
            return failure(ENVELOPE, error, meta, {**SECURITY_HEADERS, "connection": "close"})

    return [Route(URL_PREFIX + "{path:path}", serve, methods=["GET", "PUT"])]


async def _upload(files: MemoryFiles, request: Request) -> Response:
    grant = files.granted("PUT", request.path_params["path"], request.query_params)
    if request.headers.get("content-type") != grant.content_type:
        raise UnsupportedMediaType(f"label the body as {grant.content_type}")

    async def counted() -> AsyncIterator[bytes]:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > grant.max_bytes:
                raise PayloadTooLarge(f"send at most {grant.max_bytes} bytes")
            yield piece

    await files.put(grant.path, counted(), grant.content_type, if_absent=True)
    return Response(status_code=200, headers=SECURITY_HEADERS)


async def _download(files: MemoryFiles, request: Request) -> Response:
    grant = files.granted("GET", request.path_params["path"], request.query_params)
    stored = await files.stat(grant.path)
    if stored is None:
        raise NotFound("there is no such file", code="file_not_found")
    content = await files.get(grant.path, max_bytes=stored.size)
    headers = {
        **SECURITY_HEADERS,
        "content-disposition": f"attachment; filename*=UTF-8''{quote(grant.filename, safe='')}",
    }
    return Response(content, headers=headers, media_type=stored.content_type)
