"""What comes again each day, week or month at a time of a zone's clocks."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.engines.local_times import day_of


class Every(StrEnum):
    """How often something comes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def next_time(
    after: datetime, zone: str, every: Every, *, shown: time, weekday: int = 1, day_of_month: int = 1
) -> datetime:
    """Return the first time (UTC) behind an instant; weekdays go from 1, Monday, to 7.

    A month that is too short has it on its last day. A time that the clocks skip is as much later as they are put
    forward, one that they repeat counts the first time.
    """
    day = day_of(after, zone)
    while True:
        if _falls_on(day, every, weekday, day_of_month):
            found = datetime.combine(day, shown, ZoneInfo(zone)).astimezone(UTC)
            if found > after:
                return found
        day += timedelta(days=1)


def _falls_on(day: date, every: Every, weekday: int, day_of_month: int) -> bool:
    match every:
        case Every.DAY:
            return True
        case Every.WEEK:
            return day.isoweekday() == weekday
        case Every.MONTH:
            return day.day == min(day_of_month, monthrange(day.year, day.month)[1])
