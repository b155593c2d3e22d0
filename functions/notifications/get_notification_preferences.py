"""How somebody wants to hear of what happens."""

from shared.auth.permissions import Permission
from shared.domain.notifications.preferences import NotificationPreferencesRepository
from shared.domain.notifications.schemas import PreferencesView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetNotificationPreferences(Request):
    """Nothing to say: they are the caller's own."""


@query("GET /v1/notification-preferences", permission=Permission.NOTIFICATIONS_RECEIVE)
async def get_notification_preferences(request: GetNotificationPreferences, ctx: QueryContext) -> PreferencesView:
    """Get one's own notification preferences in the tenant."""
    return PreferencesView.of(await NotificationPreferencesRepository(ctx.reads).of(ctx.member.user_id))
