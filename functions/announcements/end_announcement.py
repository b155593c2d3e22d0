"""What is announced is shown no more; one that has not begun never will be."""

from shared.domain.announcements.model import Announcement, read_board, write_board
from shared.domain.upkeep.events import PARTITION
from shared.errors import NotFound, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Identifier, Request


class EndAnnouncement(Request):
    """Which announcement."""

    announcement_id: Identifier


@command(
    "POST /v1/platform/announcements/{announcementId}/end",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    errors=(NotFound, PermissionDenied),
)
async def end_announcement(request: EndAnnouncement, ctx: CommandContext) -> Announcement:
    """End an announcement; one that is over stays as it is."""
    ctx.work.enter_tenant(PARTITION)
    board = await read_board(ctx.work)
    after, ended = board.with_ended(request.announcement_id, at=ctx.now)
    if after != board:
        await write_board(ctx.work, after)
    return ended
