"""Audit entries: who did what to what, shaped here and committed with the change itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.auth.caller import Caller, Candidate, Member

COLLECTION = "auditEntries"


def audit_entry(
    *,
    id: str,
    action: str,
    caller: Caller,
    target: Mapping[str, str],
    request_id: str,
    at: datetime,
) -> dict[str, Any]:
    """Return the data of one entry; `action` is the function's name, `target` the ids in its path."""
    return {
        "id": id,
        "schemaVersion": 1,
        "action": action,
        "actor": caller.principal,
        "role": caller.role.value if isinstance(caller, Member | Candidate) else None,
        "target": dict(target),
        "requestId": request_id,
        "at": at,
    }
