"""What somebody booked beside a standard week of working time ."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
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
    """Get how much of a standard week's working time somebody has booked, week by week."""
    member = await MemberRepository(ctx.reads).get(request.member_id)
    sheets, calendar = TimesheetRepository(ctx.reads), Calendar()
    weeks: list[WeekUtilisation] = []
    for monday in _mondays(request):
        sheet = await sheets.of(member.id, monday)
        days = (monday + timedelta(days=day) for day in range(WEEK_DAYS))
        working = 60 * sum(end - start for day in days for start, end in calendar.hours(day))
        weeks.append(
            WeekUtilisation(
                week_of=monday,
                status=sheet.status,
                seconds=sheet.seconds,
                working_seconds=working,
                percent=percent(sheet.seconds, working),
            )
        )
    return Utilisation(member_id=member.id, weeks=tuple(weeks))
