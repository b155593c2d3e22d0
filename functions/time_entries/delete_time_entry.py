"""An entry is taken back, until its week is submitted."""

from shared.auth.permissions import Permission
from shared.domain.time_tracking.booking import book
from shared.domain.time_tracking.repository import TimeEntryRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteTimeEntry(Request):
    """Which entry."""

    entry_id: Identifier


@command(
    "DELETE /v1/time-entries/{entryId}",
    permission=Permission.TIME_WRITE,
    loads=Loads(TimeEntryRepository, "entry_id"),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_time_entry(request: DeleteTimeEntry, ctx: CommandContext) -> None:
    """Delete an entry of one's own."""
    entry = await TimeEntryRepository(ctx.work).get(request.entry_id)
    await book(ctx.work, entry.created_by, [(entry, None)])
