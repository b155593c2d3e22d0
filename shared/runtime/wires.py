"""Wire formats: how answers go out. Ella's own envelope, or a foreign protocol's shape in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from shared.data.pagination import Page
from shared.errors import EllaError

Meta = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wire:
    """A format on the wire.

    `render` makes the body of a success from the handler's result, `render_error` that of an error; `meta` holds the
    request id and the time. `accepts` are the content types a body may be labelled with.
    """

    name: str
    accepts: tuple[str, ...]
    content_type: str
    render: Callable[[Any, Meta], bytes]
    render_error: Callable[[EllaError, Meta], bytes]


def _envelope(result: Any, meta: Meta) -> bytes:
    if isinstance(result, Page):
        pagination: dict[str, Any] = {}
        if result.next_cursor is not None:
            pagination["nextCursor"] = result.next_cursor
        if result.total_count is not None:
            pagination["totalCount"] = result.total_count
        return _json({"success": True, "data": result.items, "meta": {**meta, "pagination": pagination}})  # pyright: ignore[reportUnknownMemberType]
    return _json({"success": True, "data": result, "meta": meta})


def _error_envelope(error: EllaError, meta: Meta) -> bytes:
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.fields:
        body["details"] = [
            {"pointer": field.pointer, "code": field.code, "message": field.message} for field in error.fields
        ]
    elif error.details:
        body["details"] = error.details
    return _json({"success": False, "error": body, "meta": meta})


def _json(value: Any) -> bytes:
    return to_json(value, by_alias=True)


ENVELOPE = Wire(
    "ella",
    ("application/json", "application/merge-patch+json"),
    "application/json",
    _envelope,
    _error_envelope,
)
