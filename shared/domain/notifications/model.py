"""What a member is told: one document for each member and occasion, which their browser hears of."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity

KEPT_FOR = timedelta(days=90)


class NotificationKind(StrEnum):
    """What happened; the browser has the words for it."""

    API_KEY_EXPIRING = "api_key_expiring"
    APPEAL_FILED = "appeal_filed"
    ATTEMPT_SCORED = "attempt_scored"
    COMMENTED = "commented"
    GRADERS_DISAGREED = "graders_disagreed"
    MENTIONED = "mentioned"
    MENTIONED_ON_CARD = "mentioned_on_card"
    MODEL_BUDGET_REACHED = "model_budget_reached"
    PAYMENT_OVERDUE = "payment_overdue"
    PLAN_CHANGED = "plan_changed"
    QUOTA_NEARLY_USED = "quota_nearly_used"
    QUOTA_USED_UP = "quota_used_up"
    RESULTS_RELEASED = "results_released"
    TASK_ASSIGNED = "task_assigned"
    TASK_DUE_SOON = "task_due_soon"
    TASK_STATUS_CHANGED = "task_status_changed"
    TIMER_STOPPED = "timer_stopped"
    TIMESHEET_APPROVED = "timesheet_approved"
    TIMESHEET_REJECTED = "timesheet_rejected"
    TRACE_FINDING_DETECTED = "trace_finding_detected"
    WEBHOOK_DISABLED = "webhook_disabled"


class Notification(Entity):
    """One thing one member is told: its kind, the names and figures its words need, and the page it is about."""

    member_id: str
    kind: NotificationKind
    values: dict[str, str]
    link: str
    is_read: bool = False
    read_at: datetime | None = None
    created_at: datetime
    expires_at: datetime

    def read(self, *, at: datetime) -> Self:
        """Return it read; when it was read first stays."""
        return self if self.is_read else self.with_(is_read=True, read_at=at)
