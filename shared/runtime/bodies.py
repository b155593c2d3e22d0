"""Reading what came in: the body, capped and labelled, and the query string."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request as HttpRequest

from shared.errors import FieldProblem, InvalidInput, PayloadTooLarge, UnsupportedMediaType


async def read_body(request: HttpRequest, limit: int, accepts: tuple[str, ...]) -> bytes:
    """Return the whole body; raise PayloadTooLarge as soon as it is over `limit` bytes, UnsupportedMediaType after."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise PayloadTooLarge(f"send at most {limit} bytes")
        chunks.append(chunk)
    body = b"".join(chunks)
    label = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and label not in accepts:
        raise UnsupportedMediaType(f"label the body as {' or '.join(accepts)}")
    return body


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
