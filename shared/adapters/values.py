"""What a document may hold, in one place, so that every store refuses and returns the same."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from math import isfinite
from typing import Any, cast

from shared.data.store import (
    MAX_COMMIT_BYTES,
    MAX_DOCUMENT_BYTES,
    CommitTooLarge,
    Create,
    Data,
    Increment,
    Update,
    Vector,
    Write,
)
from shared.errors import InvalidInput

MAX_DEPTH = 20
MAX_NAME_BYTES = 1500
MAX_DIMENSIONS = 2_048
_INT64 = 2**63


def normalised(data: Data) -> dict[str, Any]:
    """Return a deep copy of plain types: UTC datetimes, lists, str for StrEnum.

    Raise InvalidInput for what JSON may hold and a document may not, TypeError for anything else.
    """
    return _mapping(data, 0)


def copied(value: Any) -> Any:
    """Return a deep copy of normalised data."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [copied(item) for item in cast("list[Any]", value)]
    return value


def checked_vector(vector: Vector) -> Vector:
    """Return a vector of floats; raise ValueError for one that has no direction or too many dimensions."""
    if not 0 < len(vector) <= MAX_DIMENSIONS or not any(vector) or not all(map(isfinite, vector)):
        raise ValueError(f"a vector has 1 to {MAX_DIMENSIONS} finite dimensions, not all of them 0")
    return Vector(map(float, vector))


def checked_path(path: str, *, collection: bool = False) -> str:
    """Return a path that can name a document (or a collection); ids come from URLs, hence InvalidInput."""
    segments = path.split("/")
    if len(segments) % 2 != int(collection) or not all(_possible_id(segment) for segment in segments):
        raise InvalidInput("that can't be an identifier", code="invalid_id")
    return path


def checked_writes(writes: Sequence[Write]) -> list[Write]:
    """Return the writes with normalised data; raise CommitTooLarge before anything is sent."""
    if len({write.path for write in writes}) < len(writes):
        raise ValueError("a commit writes each document once")
    checked: list[Write] = []
    total = 0
    for write in writes:
        checked_path(write.path)
        match write:
            case Create(path, data):
                checked.append(Create(path, normalised(data)))
            case Update(path, data, version):
                checked.append(Update(path, normalised(data), version))
            case Increment(path, amounts, values):
                checked.append(Increment(path, amounts, normalised(values)))
            case _:
                checked.append(write)
                continue
        size = document_bytes(checked[-1].path, _data(checked[-1]))
        if size > MAX_DOCUMENT_BYTES:
            raise CommitTooLarge(f"{write.path} would take {size} bytes")
        total += size
    if total > MAX_COMMIT_BYTES:
        raise CommitTooLarge(f"the commit would take {total} bytes")
    return checked


def document_bytes(path: str, data: Data) -> int:
    """Return a document's size as Firestore counts it (its name, its fields, 32)."""
    return sum(len(segment.encode()) + 1 for segment in path.split("/")) + 16 + 32 + _size(data)


def _data(write: Write) -> Data:
    return write.data if isinstance(write, Create | Update) else cast(Increment, write).values


def _possible_id(segment: str) -> bool:
    if not segment or segment in (".", ".."):
        return False
    if segment.startswith("__") and segment.endswith("__"):
        return False
    try:
        return len(segment.encode()) <= MAX_NAME_BYTES
    except UnicodeEncodeError:
        return False


def _mapping(data: Data, depth: int) -> dict[str, Any]:
    return {_name(key): _value(item, depth + 1) for key, item in data.items()}


def _name(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a field's name is text, not {type(key).__name__}")
    key = str(_text(key))
    if not key or (key.startswith("__") and key.endswith("__")) or len(key.encode()) > MAX_NAME_BYTES:
        raise _unstorable(f"{key[:40]!r} can't name a field")
    return key


def _text(value: str) -> str:
    if isinstance(value, Enum):
        value = value.value
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise _unstorable("text holds half of a surrogate pair") from None
    return str(value)


def _value(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool | float | bytes):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Enum):
        return _value(value.value, depth)
    if isinstance(value, int):
        if not -_INT64 <= value < _INT64:
            raise _unstorable("a whole number needs more than 64 bits")
        return int(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a datetime without time zone")
        return value.astimezone(UTC)
    if isinstance(value, Vector):
        return checked_vector(value)
    if depth > MAX_DEPTH:
        raise _unstorable(f"values are nested more than {MAX_DEPTH} deep")
    if isinstance(value, Mapping):
        return _mapping(cast(Data, value), depth)
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        if any(isinstance(item, Vector) for item in items):
            raise TypeError("a list can't hold a vector")
        # Firestore knows no list in a list: its codec lays a map between, which is a level more.
        return [_value(item, depth + (2 if isinstance(item, list | tuple) else 1)) for item in items]
    raise TypeError(f"a document can't hold a {type(value).__name__}")


def _unstorable(message: str) -> InvalidInput:
    return InvalidInput(message, code="unstorable_value")


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value.encode()) + 1
    if isinstance(value, bytes):
        return len(value)
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, Vector):
        return 8 * len(value)
    if isinstance(value, dict):
        return sum(len(key.encode()) + 1 + _size(item) for key, item in cast("dict[str, Any]", value).items())
    if isinstance(value, list):
        return sum(_size(item) for item in cast("list[Any]", value))
    return 8
