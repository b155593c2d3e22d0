"""Cases of apps as callers see them."""

from datetime import datetime
from typing import Any

from shared.domain.app_cases.model import AppCaseStatus
from shared.model import FrozenModel, View


class AppCaseView(View):
    """A case of an app."""

    id: str
    app_id: str
    title: str
    folder: str
    vars: dict[str, Any]
    assertions: tuple[dict[str, Any], ...]
    threshold: float | None
    status: AppCaseStatus
    trace_id: str | None
    finding_id: str | None
    knowledge_key: str | None
    reviewed_by: str | None
    reviewed_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class ProposedCases(FrozenModel):
    """What was proposed now; `passed_over` are those proposed before, and what tells nothing to ask for.

    `next_key` is the `afterKey` to go on with, None at the end.
    """

    cases: tuple[AppCaseView, ...]
    passed_over: int
    next_key: str | None = None
