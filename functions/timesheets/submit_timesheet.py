"""A week is handed in once it has begun and no timer runs in it; from then on it stays as it is."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.notifications.telling import time_zone_of, zone_paths
from shared.domain.time_tracking.booking import require_no_timer
from shared.domain.time_tracking.model import Week
from shared.domain.time_tracking.repository import TimerRepository, TimesheetRepository
from shared.domain.time_tracking.schemas import TimesheetView
from shared.engines.local_times import day_begins
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class SubmitTimesheet(Request):
    """Which week of one's own, by its Monday."""

    week_of: Week


@command(
    "POST /v1/timesheets/{weekOf}/submit",
    permission=Permission.TIME_WRITE,
    errors=(FailedPrecondition,),
)
async def submit_timesheet(request: SubmitTimesheet, ctx: CommandContext) -> TimesheetView:
    """Submit a week of one's own time for approval."""
    sheets, timers, person = TimesheetRepository(ctx.work), TimerRepository(ctx.work), ctx.member.user_id
    own = [timers.path(person), sheets.path(f"{person}:{request.week_of}")]
    await ctx.work.prefetch([*map(ctx.work.absolute, own), *zone_paths(ctx.work, person)])
    zone = await time_zone_of(ctx.work, person)
    if day_begins(request.week_of, zone) > ctx.now:
        raise FailedPrecondition("this week has not begun yet", code="week_not_begun")
    await require_no_timer(ctx.work, person, before=day_begins(request.week_of + timedelta(days=7), zone))
    submitted = (await sheets.of(person, request.week_of)).submitted(at=ctx.now)
    await sheets.put(submitted)
    ctx.work.about(timesheetId=submitted.id)
    return TimesheetView.of(submitted)
