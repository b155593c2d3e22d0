"""What is the same for all that writes cases of apps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json

from shared.domain.app_cases.model import LEAST_SIMILAR, MAX_CASE_BYTES, MAX_TITLE, AppCase, AppCaseStatus
from shared.errors import InvalidInput


def checked_size(case: AppCase) -> AppCase:
    """Return a case; raise InvalidInput for one that is too large."""
    held: list[Any] = [case.vars, case.assertions]
    if len(to_json(held)) > MAX_CASE_BYTES:
        message = f"variables and assertions of a case take at most {MAX_CASE_BYTES} bytes"
        raise InvalidInput(message, code="case_too_large")
    return case


def from_exchange(id: str, app_id: str, question: str, answer: str, *, by: str, at: datetime, **more: Any) -> AppCase:
    """Return the case that an exchange of a trace makes: its question, and an answer near to the one that came."""
    similar = ({"type": "similar", "value": answer, "threshold": LEAST_SIMILAR},) if answer else ()
    return checked_size(proposed(id, app_id, question, question, similar, by=by, at=at, **more))


def proposed(
    id: str,
    app_id: str,
    title: str,
    question: str,
    assertions: Sequence[dict[str, Any]],
    *,
    by: str,
    at: datetime,
    **more: Any,
) -> AppCase:
    """Return a case to be reviewed, with `question` as its one variable."""
    return AppCase(
        id=id,
        app_id=app_id,
        title=title[:MAX_TITLE],
        vars={"question": question},
        assertions=tuple(assertions),
        status=AppCaseStatus.PROPOSED,
        created_by=by,
        created_at=at,
        updated_at=at,
        **more,
    )
