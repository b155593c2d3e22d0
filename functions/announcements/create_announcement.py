"""Platform staff tell all tenants of something, now or from some time on."""

from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from shared.domain.announcements.model import Announcement, Severity, read_board, write_board
from shared.domain.upkeep.events import PARTITION
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Request, Title


class CreateAnnouncement(Request):
    """What is said; shown from now on unless `startsAt` says otherwise, until it is ended unless `endsAt` does."""

    title: Title
    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
    severity: Severity = Severity.INFO
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


@command(
    "POST /v1/platform/announcements",
    access=Access.PLATFORM_STAFF,
    tenantless=True,
    idempotent=True,
    errors=(FailedPrecondition, PermissionDenied),
    status=201,
)
async def create_announcement(request: CreateAnnouncement, ctx: CommandContext) -> Announcement:
    """Announce something to the members of all tenants."""
    ctx.work.enter_tenant(PARTITION)
    announcement = Announcement(
        id=ctx.new_id(),
        title=request.title,
        text=request.text,
        severity=request.severity,
        starts_at=request.starts_at or ctx.now,
        ends_at=request.ends_at,
        created_by=ctx.user.user_id,
        created_at=ctx.now,
    )
    board = await read_board(ctx.work)
    await write_board(ctx.work, board.with_added(announcement, at=ctx.now))
    ctx.work.about(announcementId=announcement.id)
    return announcement
