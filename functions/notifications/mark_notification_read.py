"""Read is read: marking again changes nothing."""

from shared.auth.permissions import Permission
from shared.domain.notifications.repository import NotificationRepository
from shared.domain.notifications.schemas import NotificationView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class MarkNotificationRead(Request):
    """Which notification."""

    notification_id: Identifier


@command(
    "POST /v1/notifications/{notificationId}/read",
    permission=Permission.NOTIFICATIONS_RECEIVE,
    loads=Loads(NotificationRepository, "notification_id"),
    audited=False,
)
async def mark_notification_read(request: MarkNotificationRead, ctx: CommandContext) -> NotificationView:
    """Mark one of one's own notifications as read."""
    notifications = NotificationRepository(ctx.work)
    notification = await notifications.get(request.notification_id)
    if not notification.is_read:
        notification = notification.read(at=ctx.now)
        notifications.save(notification)
    return NotificationView.of(notification)
