"""Judge0's protocol as a wire: its credential, its snake_case, its errors."""

from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from shared.domain.judge0.answers import SubmissionsCreated
from shared.errors import EllaError, FieldProblem
from shared.runtime.wires import Headers, Meta, Wire, bearer

_UNPROCESSABLE = 422
_MESSAGES = {
    "missing": "can't be blank",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "int_from_float": "must be an integer",
    "int_parsing": "is not a number",
    "int_type": "is not a number",
}


def problems_by_field(error: EllaError) -> dict[str, list[str]]:
    """Return what is wrong with each field, in Judge0's words; what is wrong with the whole is `base`."""
    found: dict[str, list[str]] = {}
    for problem in error.fields:
        found.setdefault(problem.pointer.split("/")[1] if problem.pointer else "base", []).append(_message(problem))
    return found


def _message(problem: FieldProblem) -> str:
    return _MESSAGES.get(problem.code) or problem.message.replace("Input should be", "must be")


def _credential(headers: Headers) -> str | None:
    return headers.get("x-auth-token") or bearer(headers)


def _render(result: BaseModel, meta: Meta) -> bytes:
    return result.model_dump_json(exclude_unset=True).encode()


def _render_error(error: EllaError, meta: Meta) -> bytes:
    return to_json(problems_by_field(error) if error.fields else {"error": error.message})


def _status(result: Any, declared: int) -> int:
    """Return 422 for a batch of which nothing was accepted."""
    return _UNPROCESSABLE if isinstance(result, SubmissionsCreated) and not result.any_accepted else declared


def _error_status(error: EllaError) -> int | None:
    return _UNPROCESSABLE if error.fields else None


JUDGE0 = Wire(
    "judge0",
    ("application/json",),
    "application/json",
    _render,
    _render_error,
    credential=_credential,
    mixes_query=True,
    strict=False,
    unknown_fields="ignore",
    status=_status,
    error_status=_error_status,
)
