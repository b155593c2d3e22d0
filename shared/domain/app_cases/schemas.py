"""Cases of apps as callers see them."""

from datetime import datetime
from typing import Any

from shared.domain.app_cases.model import AppCaseStatus
from shared.model import View


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
    reviewed_by: str | None
    reviewed_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime
