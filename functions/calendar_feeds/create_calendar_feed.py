"""Calendar programs send no tokens: the address itself is the secret, and a new one takes the old one's place."""

from shared.auth.permissions import Permission
from shared.domain.projects.feeds import CalendarFeed, CalendarFeedRepository, FeedAddress
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateCalendarFeed(Request):
    """Nothing to say."""


@command("POST /v1/profile/calendar-feed", permission=Permission.NOTIFICATIONS_RECEIVE, status=201)
async def create_calendar_feed(request: CreateCalendarFeed, ctx: CommandContext) -> FeedAddress:
    """Get a new address of one's calendar feed; an earlier one is worth nothing from then on."""
    feeds = CalendarFeedRepository(ctx.work)
    await feeds.find(ctx.member.user_id)
    feed = CalendarFeed(id=ctx.member.user_id, key=ctx.new_id(), created_at=ctx.now)
    await feeds.put(feed)
    url = f"{ctx.config.public_url}/v1/calendar-feeds/{feed.token(ctx.work.tenant_id)}"
    return FeedAddress(url=url, created_at=feed.created_at)
