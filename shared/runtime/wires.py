"""Protocols on the wire: Ella's own, or a foreign one in one value that the pipeline asks at each step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from shared.data.pagination import Page
from shared.errors import EllaError, InternalError, Unauthenticated
from shared.runtime.requests import UnknownFields, json_object

Meta = Mapping[str, Any]
Headers = Mapping[str, str]


def bearer(headers: Headers) -> str | None:
    """Return the token of `Authorization: Bearer`, None without it; raise Unauthenticated for another scheme."""
    header = headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("send 'Authorization: Bearer <access token>'", code="invalid_token")
    return token.strip()


def _as_declared(result: Any, declared: int) -> int:
    return declared


def _untagged(result: Any) -> str | None:
    return None


def _no_pieces(piece: Any) -> bytes:
    raise InternalError("this protocol has no streams")


def _canonical(error: EllaError) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class Wire:
    """A protocol on the wire; whatever is left out is as Ella's own has it.

    In: `accepts` are the content types a body may be labelled with, `credential` reads the credential, and `parse`
    makes values of a body, which `mixes_query` lets the query string add to. `strict` takes values of the right JSON
    type only, `unknown_fields` says what becomes of fields nobody declared. `gzip` takes bodies that are compressed so.

    Out: `render` makes the body of a success from the handler's result, `render_error` that of an error; `meta` holds
    the request id and the time, and for an error what it `repeats` of the path. `status` is a success's, by the result
    and what is declared; `error_status` an error's, None where it is the canonical one. `tag` is a result's entity tag,
    None where it has none: who names it in `If-None-Match` gets no body. `variants` are the same protocol in other
    content types: a request labelled with one of them is read and answered in it.

    `stream_type` is the content type of answers that come as a `Stream`, where there are any: `render_piece` makes the
    bytes of each piece, and of the error that ends one. A client that hangs up calls its handler off.

    `error_type` is the content type of errors where that is another.

    `header_fields` are headers whose values the handler gets as fields, by the headers' names in lower case.

    `raw_field` is the field that `parse` gives the whole body as, where the handler checks who signed it.

    `takes_cookies` lets browsers be signed in by their session's cookie, with its CSRF token where anything changes.
    """

    name: str
    accepts: tuple[str, ...]
    content_type: str
    render: Callable[[Any, Meta], bytes]
    render_error: Callable[[EllaError, Meta], bytes]
    credential: Callable[[Headers], str | None] = bearer
    parse: Callable[[bytes], dict[str, Any]] = json_object
    mixes_query: bool = False
    strict: bool = True
    unknown_fields: UnknownFields = "forbid"
    status: Callable[[Any, int], int] = _as_declared
    error_status: Callable[[EllaError], int | None] = _canonical
    tag: Callable[[Any], str | None] = _untagged
    repeats: tuple[str, ...] = ()
    gzip: bool = False
    variants: "tuple[Wire, ...]" = ()
    stream_type: str | None = None
    render_piece: Callable[[Any], bytes] = _no_pieces
    header_fields: tuple[str, ...] = ()
    error_type: str | None = None
    raw_field: str | None = None
    takes_cookies: bool = False

    def of(self, label: str) -> "Wire":
        """Return the variant that a request's content type asks for, itself for any other."""
        return next((each for each in self.variants if each.content_type == media_type(label)), self)


def media_type(label: str) -> str:
    """Return the type that a Content-Type header names, without its parameters."""
    return label.partition(";")[0].strip().lower()


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
    takes_cookies=True,
)
