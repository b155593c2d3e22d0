"""A week that is sent back is open again, one that was approved as well: whose it is hears why."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.time_tracking.events import TimesheetDecided
from shared.domain.time_tracking.repository import TimesheetRepository
from shared.domain.time_tracking.schemas import TimesheetView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RejectTimesheet(Request):
    """Which timesheet, and why."""

    timesheet_id: Identifier
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True)]


@command(
    "POST /v1/timesheets/{timesheetId}/reject",
    permission=Permission.TIME_REVIEW,
    loads=Loads(TimesheetRepository, "timesheet_id"),
    errors=(FailedPrecondition,),
)
async def reject_timesheet(request: RejectTimesheet, ctx: CommandContext) -> TimesheetView:
    """Send a timesheet back, with the reason."""
    sheets = TimesheetRepository(ctx.work)
    decided = (await sheets.get(request.timesheet_id)).rejected(by=ctx.author, at=ctx.now, reason=request.reason)
    sheets.save(decided)
    event = TimesheetDecided(timesheet_id=decided.id, member_id=decided.created_by, approved=False)
    ctx.work.emit(event)
    return TimesheetView.of(decided)
