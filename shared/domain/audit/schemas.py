"""Audit entries as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.audit.model import AuditEntry
from shared.model import FrozenModel


class AuditEntryView(FrozenModel):
    """One entry."""

    id: str
    action: str
    actor: str
    role: str | None
    target: dict[str, str]
    request_id: str
    at: datetime

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        """Return the view of an entry."""
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})
