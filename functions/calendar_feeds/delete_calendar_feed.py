"""Without a feed no address of one leads anywhere."""

from shared.auth.permissions import Permission
from shared.domain.projects.feeds import CalendarFeedRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class DeleteCalendarFeed(Request):
    """Nothing to say."""


@command(
    "DELETE /v1/profile/calendar-feed", permission=Permission.NOTIFICATIONS_RECEIVE, errors=(NotFound,), status=204
)
async def delete_calendar_feed(request: DeleteCalendarFeed, ctx: CommandContext) -> None:
    """Take one's calendar feed away."""
    feeds = CalendarFeedRepository(ctx.work)
    feeds.remove(await feeds.get(ctx.member.user_id))
