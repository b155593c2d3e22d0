"""An entry of the audit log, as `shared.observability.audit` shapes it."""

from datetime import datetime

from shared.data.repository import Entity


class AuditEntry(Entity):
    """Who did what to what; `action` is the name of the function, `target` holds the ids it was about."""

    action: str
    actor: str
    role: str | None
    target: dict[str, str]
    request_id: str
    at: datetime
