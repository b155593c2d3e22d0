"""Notifications as their members see them."""

from datetime import datetime

from shared.domain.notifications.model import NotificationKind
from shared.model import FrozenModel, View


class NotificationView(View):
    """One thing the caller is told."""

    id: str
    kind: NotificationKind
    values: dict[str, str]
    link: str
    is_read: bool
    read_at: datetime | None
    created_at: datetime


class MarkedRead(FrozenModel):
    """How many were marked; `more` says that some are left, to be marked by the same call."""

    count: int
    more: bool
