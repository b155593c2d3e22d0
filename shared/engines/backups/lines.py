"""A document as a line of JSON that reads back as the very same values: times, bytes and vectors included.

What JSON lacks is an object with one key: `{"$time": …}`, `{"$bytes": …}` (base64), `{"$vector": […]}`; an object of
the document's own whose keys begin with `$` is wrapped as `{"$map": …}`.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from shared.data.store import Vector
from shared.errors import InvalidInput


def line_of(path: str, data: Mapping[str, Any]) -> bytes:
    """Return a document as a line; the same document is the same line."""
    record = {"path": path, "data": _encoded(dict(data))}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def documents_in(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and data of each line; raise InvalidInput (`backup_unreadable`) for what is none."""
    for number, line in enumerate(content.splitlines(), 1):
        try:
            record = json.loads(line)
            path, data = record["path"], _decoded(record["data"])
            if not isinstance(path, str) or not isinstance(data, dict):
                raise ValueError("no document")
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidInput(f"line {number} of the part is no document", code="backup_unreadable") from error
        yield path, cast("dict[str, Any]", data)


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, Vector):
        return {"$vector": list(value)}
    if isinstance(value, dict):
        fields = {name: _encoded(item) for name, item in cast("dict[str, Any]", value).items()}
        return {"$map": fields} if any(name.startswith("$") for name in fields) else fields
    if isinstance(value, list | tuple):
        return [_encoded(item) for item in cast("list[Any]", value)]
    return value


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    if len(fields) == 1:
        [(name, held)] = fields.items()
        match name:
            case "$time":
                return datetime.fromisoformat(held)
            case "$bytes":
                return base64.b64decode(held, validate=True)
            case "$vector":
                return Vector(held)
            case "$map":
                return {key: _decoded(item) for key, item in held.items()}
            case _:
                pass
    return {name: _decoded(item) for name, item in fields.items()}
