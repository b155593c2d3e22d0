"""Test cases of an app: written by somebody, or proposed from a trace and reviewed before they are used."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity

MAX_CASE_BYTES = 64 * 1024
"""What a case's variables and assertions come to at most, as JSON."""

MAX_PUBLISHED = 500
MAX_OF_TRACE = 20
"""How many cases are made from one trace at most."""

MAX_PROPOSED = 50
"""How many cases are proposed at once at most."""

MAX_TITLE = 200
LEAST_SIMILAR = 0.7
"""How near an answer must be to the one in the trace that its case was proposed from, as a cosine."""

Folder = Annotated[str, StringConstraints(max_length=200, pattern=r"^(\w[\w .-]*(/\w[\w .-]*)*)?$")]


class AppCaseStatus(StrEnum):
    """Only accepted cases are used."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class AppCase(Entity):
    """A case: variables, and assertions as promptfoo writes them.

    It may come from the trace `trace_id`, which a finding `finding_id` may have named, or the item `knowledge_key`.
    `folder` is a path, as `billing/refunds`, empty for none.
    """

    app_id: str
    title: str
    folder: str = ""
    vars: dict[str, Any] = Field(default_factory=dict[str, Any])
    assertions: tuple[dict[str, Any], ...] = ()
    threshold: float | None = None
    status: AppCaseStatus
    trace_id: str | None = None
    finding_id: str | None = None
    knowledge_key: str | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    def reviewed(self, status: AppCaseStatus, *, by: str, at: datetime) -> Self:
        """Return the case as somebody decided about it; a decision can be taken back."""
        return self.with_(status=status, reviewed_by=by, reviewed_at=at, updated_at=at)
