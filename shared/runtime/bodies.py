"""Reading what came in: the body, capped and labelled, and the query string."""

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request as HttpRequest

from shared.errors import FieldProblem, InvalidInput, PayloadTooLarge, UnsupportedMediaType
from shared.runtime.wires import media_type

_GZIP = 16 + zlib.MAX_WBITS


async def read_body(request: HttpRequest, limit: int, accepts: tuple[str, ...], *, gzip: bool = False) -> bytes:
    """Return the whole body; raise PayloadTooLarge as soon as it is over `limit` bytes, UnsupportedMediaType after.

    With `gzip` a body may come compressed; the limit is one on what it becomes as well.
    """
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise PayloadTooLarge(f"send at most {limit} bytes")
        chunks.append(chunk)
    body = b"".join(chunks)
    if body and media_type(request.headers.get("content-type", "")) not in accepts:
        raise UnsupportedMediaType(f"label the body as {' or '.join(accepts)}")
    return _decoded(body, limit, request.headers.get("content-encoding", "identity")) if gzip else body


def _decoded(body: bytes, limit: int, encoding: str) -> bytes:
    match encoding.strip().lower():
        case "identity" | "":
            return body
        case "gzip" | "x-gzip":
            return _unpacked(body, limit)
        case _:
            raise UnsupportedMediaType("send the body as it is, or compressed by gzip")


def _unpacked(body: bytes, limit: int) -> bytes:
    """Return what gzip packed, one member; what would be over the limit is never unpacked further."""
    unpacking = zlib.decompressobj(_GZIP)
    try:
        unpacked = unpacking.decompress(body, limit + 1)
    except zlib.error as error:
        raise InvalidInput("the body is not what gzip makes", code="malformed_gzip") from error
    if len(unpacked) > limit:
        raise PayloadTooLarge(f"send at most {limit} bytes, uncompressed as well")
    if not unpacking.eof or unpacking.unused_data:
        raise InvalidInput("the body is not one whole gzip file", code="malformed_gzip")
    return unpacked


def query_values(pairs: Iterable[tuple[str, str]], path_values: Mapping[str, str]) -> dict[str, Any]:
    """Return path and query values by name, a list where a name is repeated."""
    values: dict[str, Any] = dict(path_values)
    for name, value in pairs:
        if name in path_values:
            problem = FieldProblem(f"/{name}", "in_path", "it is given by the path; leave it out")
            raise InvalidInput("the query string repeats what the path says", fields=[problem])
        earlier = values.get(name)
        values[name] = value if earlier is None else [*(earlier if isinstance(earlier, list) else [earlier]), value]
    return values
