"""What somebody booked beside their working time.

Their time is the tenant's calendar, or the hours that their projects give for themselves: of several, each day's
longest.
"""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.data.unit_of_work import Reads
from shared.domain.projects.repository import PROJECT_LIST, ProjectRepository
from shared.domain.schedules.calendars import TENANT_CALENDAR, calendars
from shared.domain.schedules.repository import CalendarRepository
from shared.domain.tenants.repository import MemberRepository
from shared.domain.time_tracking.model import Week, timesheet_id
from shared.domain.time_tracking.repository import TimesheetRepository
from shared.domain.time_tracking.schemas import Utilisation, WeekUtilisation, percent
from shared.engines.scheduling.calendars import WEEK_DAYS, Calendar
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetUtilisation(Request):
    """Whose, and how many weeks from which Monday."""

    member_id: Identifier
    week_of: Week
    weeks: Annotated[int, Field(ge=1, le=26)] = 1


def _sheets(request: GetUtilisation) -> list[str]:
    return [TimesheetRepository.path(timesheet_id(request.member_id, monday)) for monday in _mondays(request)]


def _mondays(request: GetUtilisation) -> list[date]:
    return [request.week_of + timedelta(weeks=week) for week in range(request.weeks)]


@query(
    "GET /v1/members/{memberId}/utilisation",
    permission=Permission.TIME_REVIEW,
    loads=Loads(MemberRepository, "member_id", beside=_sheets, tagged=False),
)
async def get_utilisation(request: GetUtilisation, ctx: QueryContext) -> Utilisation:
    """Get how much of their working time somebody has booked, week by week."""
    member = await MemberRepository(ctx.reads).get(request.member_id)
    sheets, own = TimesheetRepository(ctx.reads), await _calendars(member.id, ctx.reads)
    weeks: list[WeekUtilisation] = []
    for monday in _mondays(request):
        sheet = await sheets.of(member.id, monday)
        days = [monday + timedelta(days=day) for day in range(WEEK_DAYS)]
        working = 60 * sum(max(_minutes(calendar, day) for calendar in own) for day in days)
        weeks.append(
            WeekUtilisation(
                week_of=monday,
                status=sheet.status,
                seconds=sheet.seconds,
                working_seconds=working,
                percent=percent(sheet.seconds, working) if working else None,
            )
        )
    return Utilisation(member_id=member.id, weeks=tuple(weeks))


async def _calendars(member_id: str, reads: Reads) -> list[Calendar]:
    """Return the calendars with hours of somebody's own among their newest 100 projects, else the tenant's."""
    equals = {"deleted": False, "memberIds": member_id}
    projects = await ProjectRepository(reads).page(PROJECT_LIST, PageRequest(limit=MAX_LIMIT), equals)
    above, *found = await CalendarRepository(reads).get_many([TENANT_CALENDAR, *(each.id for each in projects.items)])
    people = [calendars(above, each)[1] for each in found if each is not None]
    return [each[member_id] for each in people if member_id in each] or [calendars(above, None)[0]]


def _minutes(calendar: Calendar, day: date) -> int:
    return sum(end - start for start, end in calendar.hours(day))
