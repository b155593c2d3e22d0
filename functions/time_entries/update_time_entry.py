"""An entry is corrected by merge patch, until its week is submitted."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from shared.auth.permissions import Permission
from shared.domain.time_tracking.booking import book, held_rates
from shared.domain.time_tracking.model import Note, TimeEntry, WorkDay
from shared.domain.time_tracking.repository import TimeEntryRepository
from shared.domain.time_tracking.schemas import BookedTime
from shared.domain.time_tracking.writing import Part, parts_written
from shared.errors import FailedPrecondition, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdateTimeEntry(Request):
    """What changes: `startedAt` and `endedAt` together, or `minutes`, with or without another `day`."""

    entry_id: Identifier
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    day: WorkDay | None = None
    minutes: Annotated[int, Field(ge=1, le=1_440)] | None = None
    note: Note | None = None


@command(
    "PATCH /v1/time-entries/{entryId}",
    permission=Permission.TIME_WRITE,
    loads=Loads(TimeEntryRepository, "entry_id"),
    errors=(FailedPrecondition,),
)
async def update_time_entry(request: UpdateTimeEntry, ctx: CommandContext) -> BookedTime:
    """Correct an entry of one's own; what it then overlaps is told, and counts."""
    entries, told = TimeEntryRepository(ctx.work), request.model_fields_set
    entry = await entries.get(request.entry_id)
    changes = {"note": request.note or ""} if "note" in told else {}
    part: Part | None = None
    if told & {"started_at", "ended_at", "day", "minutes"}:
        part = _part(request, entry, ctx)
        changes |= part.fields()
    rates = await held_rates(ctx.work, entry.created_by)
    changed = entry.with_(**changes, updated_at=ctx.now)
    changed = changed.with_(rate=rates.on(changed.day))
    overlapped: list[TimeEntry] = []
    if part is not None and part.started_at is not None and part.ended_at is not None:
        found = await entries.overlapping(entry.created_by, part.started_at, part.ended_at)
        overlapped = [each for each in found if each.id != entry.id]
    await book(ctx.work, entry.created_by, [(entry, changed)])
    return BookedTime.of([changed], overlapped)


def _part(request: UpdateTimeEntry, entry: TimeEntry, ctx: CommandContext) -> Part:
    timed = request.started_at is not None or request.ended_at is not None
    day = request.day if timed else request.day or entry.day
    minutes = request.minutes
    parts = parts_written(request.started_at, request.ended_at, day, minutes, zone=entry.zone, at=ctx.now)
    if len(parts) > 1:
        raise InvalidInput("an entry lies within one day; book what is behind midnight by itself", code="over_midnight")
    return parts[0]
