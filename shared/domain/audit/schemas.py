"""Audit entries as callers see them."""

from datetime import datetime

from shared.model import View


class AuditEntryView(View):
    """One entry."""

    id: str
    action: str
    actor: str
    role: str | None
    target: dict[str, str]
    request_id: str
    at: datetime
