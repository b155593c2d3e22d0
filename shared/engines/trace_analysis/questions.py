"""What somebody asked an app and was answered, out of the many shapes in which SDKs send what went in and came out."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

MAX_QUESTION = 2_000
MAX_ANSWER = 8_000
_ASKING, _ANSWERING = ("user", "human"), ("assistant", "ai", "model")
_FIELDS = (
    "messages", "question", "query", "input", "prompt", "answer", "output", "response", "text", "content", "parts",
    "message",
)  # fmt: skip
_MAX_DEPTH = 6


def question_in(value: Any) -> str:
    """Return the last text that a user said, empty where there is none."""
    return " ".join(_text(value, _ASKING, 0).split())[:MAX_QUESTION]


def answer_in(value: Any) -> str:
    """Return the last text that a model said, empty where there is none."""
    return _text(value, _ANSWERING, 0).strip()[:MAX_ANSWER]


def _text(value: Any, roles: Sequence[str], depth: int) -> str:
    if isinstance(value, str):
        return value
    if depth == _MAX_DEPTH:
        return ""
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return next((found for name in _FIELDS if (found := _text(fields.get(name), roles, depth + 1))), "")
    if isinstance(value, list):
        return _of_list(cast("list[Any]", value), roles, depth)
    return ""


def _of_list(items: Sequence[Any], roles: Sequence[str], depth: int) -> str:
    speakers = [_role(item) for item in items]
    if any(speakers):
        said = (item for item, speaker in zip(items, speakers, strict=True) if speaker in roles)
        return next((found for item in reversed(list(said)) if (found := _text(item, roles, depth + 1))), "")
    return " ".join(filter(None, (_text(item, roles, depth + 1) for item in items)))


def _role(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    fields = cast("Mapping[str, Any]", item)
    inner = fields.get("message")
    said = fields.get("role") or (cast("Mapping[str, Any]", inner).get("role") if isinstance(inner, Mapping) else None)
    return said.lower() if isinstance(said, str) else ""
