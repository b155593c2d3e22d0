"""What the caller was told in the last 90 days; browsers listen to the same documents."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.repository import NOTIFICATION_LIST, NotificationRepository
from shared.domain.notifications.schemas import NotificationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListNotifications(ListRequest):
    """Which of the caller's notifications."""

    is_read: bool | None = None
    kind: NotificationKind | None = None


@query("GET /v1/notifications", permission=Permission.NOTIFICATIONS_RECEIVE, lists=NOTIFICATION_LIST)
async def list_notifications(request: ListNotifications, ctx: QueryContext) -> Page[NotificationView]:
    """List one's own notifications, newest first."""
    equals = {"memberId": ctx.member.user_id, "isRead": request.is_read, "kind": request.kind}
    page = await NotificationRepository(ctx.reads).page(NOTIFICATION_LIST, request.page(), equals)
    return page.with_items([NotificationView.of(notification) for notification in page.items])
