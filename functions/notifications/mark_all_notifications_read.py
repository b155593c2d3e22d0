"""A page in one commit: whoever has thousands unread calls again while `more` says so."""

from shared.auth.permissions import Permission
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.notifications.repository import NOTIFICATION_LIST, NotificationRepository
from shared.domain.notifications.schemas import MarkedRead
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class MarkAllNotificationsRead(Request):
    """Nothing: they are the caller's."""


@command("POST /v1/notifications/read-all", permission=Permission.NOTIFICATIONS_RECEIVE, audited=False)
async def mark_all_notifications_read(request: MarkAllNotificationsRead, ctx: CommandContext) -> MarkedRead:
    """Mark one's own notifications as read, at most 100 at a time, the newest first."""
    notifications = NotificationRepository(ctx.work)
    unread = {"memberId": ctx.member.user_id, "isRead": False}
    page = await notifications.page(NOTIFICATION_LIST, PageRequest(limit=MAX_LIMIT), unread)
    for notification in page.items:
        notifications.save(notification.read(at=ctx.now))
    return MarkedRead(count=len(page.items), more=page.next_cursor is not None)
