"""OpenAI's protocol as a wire: its objects without an envelope, its errors, its streams of server-sent events."""

from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from shared.errors import Category, EllaError
from shared.runtime.wires import Meta, Wire

_BAD_REQUEST = 400
_MOST_SAID = 2_000
_TYPES: dict[Category, str] = {
    Category.UNAUTHENTICATED: "authentication_error",
    Category.PERMISSION_DENIED: "permission_error",
    Category.RESOURCE_EXHAUSTED: "rate_limit_error",
    Category.ABORTED: "server_error",
    Category.DEADLINE_EXCEEDED: "server_error",
    Category.UNAVAILABLE: "server_error",
    Category.INTERNAL: "server_error",
}


def error_body(error: EllaError) -> dict[str, Any]:
    """Return an error as OpenAI's clients read it; `param` names the first bad field."""
    problem = next(iter(error.fields), None)
    message = f"{error.message}: {problem.pointer}: {problem.message}" if problem else error.message
    return {
        "error": {
            "message": message[:_MOST_SAID],
            "type": _TYPES.get(error.category, "invalid_request_error"),
            "param": problem.pointer.removeprefix("/").replace("/", ".") if problem else None,
            "code": error.code,
        }
    }


def _render(result: BaseModel, meta: Meta) -> bytes:
    return result.model_dump_json(exclude_unset=True).encode()


def _render_error(error: EllaError, meta: Meta) -> bytes:
    return to_json(error_body(error))


def _render_piece(piece: Any) -> bytes:
    """Return one event; None is the end of a stream that is whole."""
    if piece is None:
        return b"data: [DONE]\n\n"
    data = to_json(error_body(piece)) if isinstance(piece, EllaError) else _render(piece, {})
    return b"data: " + data + b"\n\n"


def _error_status(error: EllaError) -> int | None:
    """Return 400 for what no repetition mends: clients repeat what is answered with 409."""
    return _BAD_REQUEST if error.category is Category.FAILED_PRECONDITION else None


OPENAI = Wire(
    "openai",
    ("application/json",),
    "application/json",
    _render,
    _render_error,
    mixes_query=True,
    unknown_fields="ignore",
    error_status=_error_status,
    stream_type="text/event-stream",
    render_piece=_render_piece,
    header_fields=("x-ella-cache",),
    takes_cookies=True,
)
