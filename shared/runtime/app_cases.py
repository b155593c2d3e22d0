"""What is the same for all that writes cases of apps."""

from typing import Any

from pydantic_core import to_json

from shared.domain.app_cases.model import MAX_CASE_BYTES, AppCase
from shared.errors import InvalidInput


def checked_size(case: AppCase) -> AppCase:
    """Return a case; raise InvalidInput for one that is too large."""
    held: list[Any] = [case.vars, case.assertions]
    if len(to_json(held)) > MAX_CASE_BYTES:
        message = f"variables and assertions of a case take at most {MAX_CASE_BYTES} bytes"
        raise InvalidInput(message, code="case_too_large")
    return case
