"""Nobody approves their own time."""

from shared.auth.permissions import Permission
from shared.domain.time_tracking.events import TimesheetDecided
from shared.domain.time_tracking.repository import TimesheetRepository
from shared.domain.time_tracking.schemas import TimesheetView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ApproveTimesheet(Request):
    """Which timesheet."""

    timesheet_id: Identifier


@command(
    "POST /v1/timesheets/{timesheetId}/approve",
    permission=Permission.TIME_REVIEW,
    loads=Loads(TimesheetRepository, "timesheet_id"),
    errors=(FailedPrecondition,),
)
async def approve_timesheet(request: ApproveTimesheet, ctx: CommandContext) -> TimesheetView:
    """Approve a timesheet of somebody else's; from then on its entries stay as they are."""
    sheets = TimesheetRepository(ctx.work)
    decided = (await sheets.get(request.timesheet_id)).approved(by=ctx.author, at=ctx.now)
    sheets.save(decided)
    event = TimesheetDecided(timesheet_id=decided.id, member_id=decided.created_by, approved=True)
    ctx.work.emit(event)
    return TimesheetView.of(decided)
