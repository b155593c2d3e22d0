"""What happens to traces that are kept no longer."""

from datetime import datetime
from typing import ClassVar

from shared.events.event import Event


class TraceDeleted(Event):
    """A trace is no longer listed; what had come of it until then goes by this event, its scores too."""

    type: ClassVar[str] = "traces.trace.deleted.v1"
    app_id: str
    trace_id: str
    at: datetime
    seen_pages: int = 0


class TraceUserErasureDue(Event):
    """Some more of a user's traces are to be deleted; `deleted` were so far."""

    type: ClassVar[str] = "traces.user_erasure.page_due.v1"
    operation_id: str
    app_id: str
    user_id: str
    deleted: int = 0


class TraceRetentionDue(Event):
    """Some more of what is kept no longer than until `before` is to go."""

    type: ClassVar[str] = "traces.retention.page_due.v1"
    before: datetime
