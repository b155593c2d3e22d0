"""OpenFeature's remote evaluation protocol as a wire: its credential, its errors, its entity tags."""

import hashlib
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from shared.domain.flags.schemas import EvaluatedFlags
from shared.engines.flags.evaluation import ErrorCode
from shared.errors import Category, EllaError
from shared.runtime.wires import Headers, Meta, Wire, bearer

_CODES = {code.value: code for code in ErrorCode}
_MOST_SAID = 2_000


def _credential(headers: Headers) -> str | None:
    return headers.get("x-api-key") or bearer(headers)


def _render(result: BaseModel, meta: Meta) -> bytes:
    return _body(result)


def _body(result: BaseModel) -> bytes:
    return to_json(result, by_alias=True, exclude_none=True)


def _tag(result: Any) -> str | None:
    """Return the tag of what all flags serve; one flag is asked for anew each time."""
    if not isinstance(result, EvaluatedFlags):
        return None
    return f'"{hashlib.sha256(_body(result)).hexdigest()[:32]}"'


def _render_error(error: EllaError, meta: Meta) -> bytes:
    key = {"key": meta["key"]} if "key" in meta else {}
    problems = [f"{problem.pointer}: {problem.message}" for problem in error.fields]
    details = "; ".join([error.message, *problems])[:_MOST_SAID]
    return to_json({**key, "errorCode": _code(error), "errorDetails": details})


def _code(error: EllaError) -> ErrorCode:
    if error.category is Category.NOT_FOUND:
        return ErrorCode.FLAG_NOT_FOUND
    if error.code == "malformed_json":
        return ErrorCode.PARSE_ERROR
    if any(problem.pointer.startswith("/context") for problem in error.fields):
        return ErrorCode.INVALID_CONTEXT
    return _CODES.get(error.code.upper(), ErrorCode.GENERAL)


OFREP = Wire(
    "ofrep",
    ("application/json",),
    "application/json",
    _render,
    _render_error,
    credential=_credential,
    mixes_query=True,
    unknown_fields="ignore",
    tag=_tag,
    repeats=("key",),
)
