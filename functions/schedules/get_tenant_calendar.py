"""A tenant that never set a calendar has the standard week."""

from shared.auth.permissions import Permission
from shared.domain.schedules.calendars import TENANT_CALENDAR, WorkingCalendar
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.schedules.schemas import CalendarView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetTenantCalendar(Request):
    """Nothing to choose: the caller's tenant's."""


@query("GET /v1/calendar", permission=Permission.TENANTS_READ)
async def get_tenant_calendar(request: GetTenantCalendar, ctx: QueryContext) -> CalendarView:
    """Get the tenant's calendar."""
    calendar = await CalendarRepository(ctx.reads).find(TENANT_CALENDAR)
    return CalendarView.of(calendar or WorkingCalendar(id=TENANT_CALENDAR))
