"""Audit entries as callers see them."""

from datetime import datetime

from shared.domain.audit.model import AuditChange
from shared.model import View
from shared.observability.audit import Outcome


class AuditEntryView(View):
    """One entry; `index` is its place in the log's tree, None until it was sequenced."""

    id: str
    action: str
    outcome: Outcome
    count: int
    actor: str
    role: str | None
    address: str | None
    user_agent: str | None
    target: dict[str, str]
    changes: tuple[AuditChange, ...]
    request_id: str
    at: datetime
    index: int | None
