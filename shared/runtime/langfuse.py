"""Langfuse's public API as a wire: a key pair by Basic authentication, one score or a list of them, plain errors."""

from typing import Any

from pydantic_core import from_json, to_json

from shared.domain.traces.langfuse import ScoresTaken
from shared.errors import EllaError, InvalidInput
from shared.runtime.otlp import key_pair
from shared.runtime.requests import json_object
from shared.runtime.wires import Meta, Wire

_ACCEPTED, _MULTI_STATUS = 202, 207


def _parse(body: bytes) -> dict[str, Any]:
    """Return one score, or the list of them that newer SDKs send, as a list under a name."""
    if not body.lstrip().startswith(b"["):
        fields = json_object(body)
        return {"scores": [fields], "single": True} if fields else {}
    try:
        scores = from_json(body)
    except ValueError as error:
        raise InvalidInput(f"the body is not valid JSON: {error}", code="malformed_json") from error
    if not scores:
        raise InvalidInput("give one score at least", code="malformed_json")
    return {"scores": scores}


def _render(result: Any, meta: Meta) -> bytes:
    if not isinstance(result, ScoresTaken):
        return to_json(result, by_alias=True)
    if result.id is not None:
        return to_json({"id": result.id})
    if not result.errors:
        return to_json({"message": "Accepted"})
    errors = [{"message": message} for message in result.errors]
    return to_json({"accepted": result.accepted, "rejected": len(errors), "errors": errors})


def _render_error(error: EllaError, meta: Meta) -> bytes:
    problems = [f"{problem.pointer}: {problem.message}" for problem in error.fields]
    return to_json({"error": error.code, "message": "; ".join([error.message, *problems])})


def _status(result: Any, declared: int) -> int:
    if not isinstance(result, ScoresTaken) or result.id is not None:
        return declared
    return _MULTI_STATUS if result.errors else _ACCEPTED


LANGFUSE = Wire(
    "langfuse",
    ("application/json",),
    "application/json",
    _render,
    _render_error,
    credential=key_pair,
    parse=_parse,
    mixes_query=True,
    strict=False,
    unknown_fields="ignore",
    status=_status,
)
