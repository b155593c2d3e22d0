"""What happens around the audit log and to people's data."""

from typing import ClassVar

from shared.events.event import Event


class AuditExportRequested(Event):
    """Somebody wants the log as a file."""

    type: ClassVar[str] = "audit.export.requested.v1"
    export_id: str


class ErasureRequested(Event):
    """A candidate's or a member's data is to go; sent again for each page of it."""

    type: ClassVar[str] = "privacy.erasure.requested.v1"
    erasure_id: str
