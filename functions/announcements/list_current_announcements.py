"""What the platform has to say to whoever uses it."""

from shared.auth.permissions import Permission
from shared.domain.announcements.model import read_board
from shared.domain.announcements.schemas import AnnouncementView, CurrentAnnouncements
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class ListCurrentAnnouncements(Request):
    """Nothing to choose."""


@query("GET /v1/announcements", permission=Permission.TENANTS_READ)
async def list_current_announcements(request: ListCurrentAnnouncements, ctx: QueryContext) -> CurrentAnnouncements:
    """List what is announced now, the latest first."""
    current = (await read_board(ctx.reads)).current(at=ctx.now)
    return CurrentAnnouncements(announcements=tuple(AnnouncementView.of(each) for each in current))
