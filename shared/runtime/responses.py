"""Answers: the one table from error categories to HTTP, and the headers every answer carries."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.responses import Response

from shared.errors import Category, EllaError, InternalError, ResourceExhausted
from shared.observability import logging
from shared.runtime.streams import Stream, StreamedResponse
from shared.runtime.wires import Wire

STATUS: dict[Category, int] = {
    Category.INVALID_ARGUMENT: 400,
    Category.UNAUTHENTICATED: 401,
    Category.PERMISSION_DENIED: 403,
    Category.NOT_FOUND: 404,
    Category.METHOD_NOT_ALLOWED: 405,
    Category.ALREADY_EXISTS: 409,
    Category.FAILED_PRECONDITION: 409,
    Category.ABORTED: 409,
    Category.STALE_VERSION: 412,
    Category.PAYLOAD_TOO_LARGE: 413,
    Category.UNSUPPORTED_MEDIA_TYPE: 415,
    Category.UNPROCESSABLE: 422,
    Category.RESOURCE_EXHAUSTED: 429,
    Category.INTERNAL: 500,
    Category.UNAVAILABLE: 503,
    Category.DEADLINE_EXCEEDED: 503,
}

SECURITY_HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
}


VARY = ("Authorization", "Cookie", "X-Tenant-Id")
"""What a caller is known by: nobody is answered with what a browser keeps for somebody else."""


def let_keep(response: Response, seconds: int) -> None:
    """Let the caller's browser keep a success for some seconds, and nobody else."""
    response.headers["cache-control"] = f"private, max-age={seconds}"
    response.headers["vary"] = ", ".join([*response.headers.getlist("vary"), *VARY])


def streamed(wire: Wire, stream: Stream, headers: Mapping[str, str]) -> Response:
    """Return a success that is sent while it is made."""
    return StreamedResponse(_rendered(wire, stream), stream.close, dict(headers), wire.stream_type or wire.content_type)


async def _rendered(wire: Wire, stream: Stream) -> AsyncIterator[bytes]:
    try:
        async for piece in stream.pieces:
            yield wire.render_piece(piece)
    except EllaError as error:
        yield wire.render_piece(error)
    except Exception as error:
        logging.error("unhandled error in a stream", error)
        yield wire.render_piece(InternalError("something went wrong on our side; try again later"))


def success(wire: Wire, result: Any, status: int, meta: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """Return a success, with the declared status unless the wire knows better; None as the result is 204."""
    if result is None:
        return Response(status_code=204, headers=dict(headers))
    return Response(wire.render(result, meta), wire.status(result, status), dict(headers), wire.content_type)


def failure(wire: Wire, error: EllaError, meta: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """Return an error in the wire's shape."""
    extra = dict(headers)
    if isinstance(error, ResourceExhausted) and error.retry_after is not None:
        extra["retry-after"] = str(max(1, round(error.retry_after)))
    if error.category is Category.UNAUTHENTICATED:
        extra["www-authenticate"] = "Bearer"
    if error.category is Category.UNAVAILABLE:
        extra.setdefault("retry-after", "1")
    content_type = wire.error_type or wire.content_type
    return Response(wire.render_error(error, meta), error_status(wire, error), extra, content_type)


def error_status(wire: Wire, error: EllaError) -> int:
    """Return the status of an error: the wire's own, or its category's."""
    return wire.error_status(error) or STATUS[error.category]


def cors_headers(origin: str | None, allowed: tuple[str, ...]) -> dict[str, str]:
    """Return the headers that let an allowed origin read the answer, cookies sent or not."""
    if not allowed:
        return {}
    headers = {"vary": "Origin"}
    if origin is not None and origin in allowed:
        headers["access-control-allow-origin"] = origin
        headers["access-control-allow-credentials"] = "true"
        headers["access-control-expose-headers"] = "ETag, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id"
    return headers


def preflight(method: str, origin: str | None, allowed: tuple[str, ...]) -> Response:
    """Answer a CORS preflight."""
    headers = {**SECURITY_HEADERS, **cors_headers(origin, allowed)}
    if "access-control-allow-origin" in headers:
        headers["access-control-allow-methods"] = method
        headers["access-control-allow-headers"] = (
            "Authorization, Content-Type, Idempotency-Key, If-Match, Traceparent, X-CSRF-Token, X-Tenant-Id"
        )
        headers["access-control-max-age"] = "600"
    return Response(status_code=204, headers=headers)
