"""The tenant's calendar is that of every project unless theirs says otherwise."""

from shared.auth.permissions import Permission
from shared.domain.schedules.calendars import TENANT_CALENDAR, WorkingCalendar, WorkingHours
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.schedules.schemas import CalendarView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class SetTenantCalendar(Request):
    """The hours; without any, people work from 8 to 12 and from 13 to 17 UTC, Monday to Friday."""

    hours: WorkingHours = WorkingHours()


@command("PUT /v1/calendar", permission=Permission.TENANTS_WRITE)
async def set_tenant_calendar(request: SetTenantCalendar, ctx: CommandContext) -> CalendarView:
    """Say when people work in the tenant's projects; dates follow once a project is scheduled again."""
    calendar = WorkingCalendar(id=TENANT_CALENDAR, hours=request.hours, updated_by=ctx.author, updated_at=ctx.now)
    await CalendarRepository(ctx.work).put(calendar)
    return CalendarView.of(calendar)
