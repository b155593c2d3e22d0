"""A timer is stopped once: whoever stops it again is told what that booked."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.time_tracking.booking import stop
from shared.domain.time_tracking.model import Note
from shared.domain.time_tracking.repository import TimeEntryRepository, TimerRepository
from shared.domain.time_tracking.schemas import StoppedTimer, TimeEntryView, TimerView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class StopTimer(Request):
    """Which timer, and what was done."""

    timer_id: Identifier
    note: Note | None = None


@command("POST /v1/timers/{timerId}/stop", permission=Permission.TIME_WRITE, errors=(NotFound, FailedPrecondition))
async def stop_timer(request: StopTimer, ctx: CommandContext) -> StoppedTimer:
    """Stop one's timer and book its time, at most twelve hours, on the days it ran."""
    timers = TimerRepository(ctx.work)
    timer = await timers.find(ctx.member.user_id)
    timer = found(timer if timer is not None and timer.timer_id == request.timer_id else None, timers.noun)
    if not timer.running:
        entries = await TimeEntryRepository(ctx.work).get_many(timer.entry_ids)
        left = tuple(TimeEntryView.of(entry) for entry in entries if entry is not None)
        return StoppedTimer(timer=TimerView.of(timer), entries=left)
    noted = timer if request.note is None else timer.with_(note=request.note)
    stopped, made = await stop(ctx.work, noted, at=ctx.now)
    timers.save(stopped)
    return StoppedTimer(timer=TimerView.of(stopped), entries=tuple(TimeEntryView.of(entry) for entry in made))
