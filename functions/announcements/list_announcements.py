"""Everything on the board, for platform staff."""

from shared.domain.announcements.model import read_board
from shared.domain.announcements.schemas import AnnouncementList
from shared.errors import PermissionDenied
from shared.runtime.contexts import StaffContext
from shared.runtime.declare import Access, query
from shared.runtime.requests import Request


class ListAnnouncements(Request):
    """All of them: there are 100 at most."""


@query("GET /v1/platform/announcements", access=Access.PLATFORM_STAFF, tenantless=True, errors=(PermissionDenied,))
async def list_announcements(request: ListAnnouncements, ctx: StaffContext) -> AnnouncementList:
    """List announcements that are shown, are to come or are over, the latest first."""
    return AnnouncementList(announcements=(await read_board(ctx.reads)).announcements)
