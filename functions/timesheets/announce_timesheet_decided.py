"""Whose time it is hears what became of it."""

from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.domain.time_tracking.events import TimesheetDecided
from shared.domain.time_tracking.repository import TimesheetRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(TimesheetDecided)
async def announce_timesheet_decided(event: TimesheetDecided, ctx: SubscriberContext) -> None:
    """Tell a member that their timesheet was approved or sent back."""
    sheets, members = TimesheetRepository(ctx.work), MemberRepository(ctx.work)
    await ctx.work.get_many([sheets.path(event.timesheet_id), members.path(event.member_id)])
    sheet, member = await sheets.find(event.timesheet_id), await members.find(event.member_id)
    if sheet is None or member is None or not member.is_active:
        return
    kind = NotificationKind.TIMESHEET_APPROVED if event.approved else NotificationKind.TIMESHEET_REJECTED
    reason = {} if event.approved else {"reason": sheet.reason}
    await tell_and_mail(ctx.work, [member.id], kind, link="/time", week=str(sheet.week_of), **reason)
