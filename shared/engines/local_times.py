"""Local times of a zone as instants. Clocks that are put forward skip times, clocks that are put back repeat them."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise PydanticCustomError("unknown_time_zone", "name a zone of the time zone database: Europe/Berlin")
    return name


def _real_minute(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("not_a_local_time", "there is no such day or time") from error
    return text


TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]

LocalTime = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"), AfterValidator(_real_minute)
]
"""A minute on the clocks of some zone: `2026-03-29T09:00`, without an offset."""


def instants(local: str, zone: str) -> tuple[datetime, ...]:
    """Return the instants (UTC) at which the zone's clocks show a local time, in order.

    One as a rule, two where the clocks are put back over it, none where they are put forward over it.
    """
    shown = datetime.fromisoformat(local)
    found: list[datetime] = []
    for fold in (0, 1):
        try:
            instant = shown.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
            back = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        except OverflowError:
            continue
        if back == shown and instant not in found:
            found.append(instant)
    return tuple(found)


def day_of(at: datetime, zone: str) -> date:
    """Return the day that a zone's clocks show at an instant."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_begins(day: date, zone: str) -> datetime:
    """Return the first instant (UTC) of a day on a zone's clocks; raise OverflowError at the ends of the calendar."""
    # A midnight that clocks skip counts with the offset before: that is the instant at which they skip it.
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def by_days(begin: datetime, end: datetime, zone: str) -> list[tuple[date, datetime, datetime]]:
    """Return the parts of a stretch of time (UTC) that lie in each day of a zone's clocks, in order."""
    parts: list[tuple[date, datetime, datetime]] = []
    while begin < end:
        day = day_of(begin, zone)
        until = min(end, day_begins(day + timedelta(days=1), zone))
        parts.append((day, begin, until))
        begin = until
    return parts


def days_later(at: datetime, days: int, zone: str) -> datetime:
    """Return the instant (UTC) so many days later at which a zone's clocks show the same time.

    Raise OverflowError beyond the ends of the calendar.
    """
    shown = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
