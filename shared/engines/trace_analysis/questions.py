"""What somebody asked an app, out of the many shapes in which SDKs send what went into a model or a chain."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

MAX_QUESTION = 2_000
_FIELDS = ("messages", "question", "query", "input", "prompt", "text", "content", "parts", "message")
_MAX_DEPTH = 6


def question_in(value: Any) -> str:
    """Return the last text that a user said, empty where there is none."""
    return " ".join(_text(value, 0).split())[:MAX_QUESTION]


def _text(value: Any, depth: int) -> str:
    if isinstance(value, str):
        return value
    if depth == _MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return next((found for name in _FIELDS if (found := _text(fields.get(name), depth + 1))), "")
    if isinstance(value, list):
        return _of_list(cast("list[Any]", value), depth)
    return ""


def _of_list(items: Sequence[Any], depth: int) -> str:
    roles = [_role(item) for item in items]
    if any(roles):
        said = (item for item, role in zip(items, roles, strict=True) if role in ("user", "human"))
        return next((found for item in reversed(list(said)) if (found := _text(item, depth + 1))), "")
    return " ".join(filter(None, (_text(item, depth + 1) for item in items)))


def _role(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    fields = cast("Mapping[str, Any]", item)
    inner = fields.get("message")
    said = fields.get("role") or (cast("Mapping[str, Any]", inner).get("role") if isinstance(inner, Mapping) else None)
    return said.lower() if isinstance(said, str) else ""
