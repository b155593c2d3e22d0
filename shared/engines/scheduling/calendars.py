"""When people work: a week of hours in a time zone, days that differ, and layers from tenant to project to person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from shared.errors import InvalidInput

DAY = 24 * 60
WEEK_DAYS = 7

Hours = tuple[tuple[int, int], ...]
"""Spans of one day in minutes after midnight, in order, the end excluded; a night shift is two days' spans."""

NINE_TO_FIVE: Hours = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
STANDARD_WEEK: tuple[Hours, ...] = (NINE_TO_FIVE,) * 5 + ((), ())
AROUND_THE_CLOCK: tuple[Hours, ...] = (((0, DAY),),) * WEEK_DAYS


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours of each day, Monday first, as clocks in `zone` show them; `exceptions` are days with hours of their own.

    An empty exception is a holiday.
    """

    week: tuple[Hours, ...] = STANDARD_WEEK
    exceptions: Mapping[date, Hours] = field(default_factory=dict[date, Hours])
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if len(self.week) != WEEK_DAYS:
            raise InvalidInput("A calendar's week has seven days, Monday first.", code="bad_calendar")
        for hours in (*self.week, *self.exceptions.values()):
            _check(hours)
        # Exceptions alone would end, and with them every plan: only a week goes on.
        if not any(self.week):
            raise InvalidInput("The calendar has no working time: give one weekday hours.", code="no_working_time")
        try:
            ZoneInfo(self.zone)
        except (ValueError, OSError, KeyError) as error:
            raise InvalidInput(f"There is no time zone {self.zone!r}.", code="bad_time_zone") from error

    def hours(self, day: date) -> Hours:
        """Return that day's spans."""
        found = self.exceptions.get(day)
        return self.week[day.weekday()] if found is None else found


@dataclass(frozen=True, slots=True)
class Layer:
    """What a tenant, a project or a person says about working time; None leaves it to the layer above."""

    week: tuple[Hours, ...] | None = None
    exceptions: Mapping[date, Hours] = field(default_factory=dict[date, Hours])
    zone: str | None = None


def layered(layers: Sequence[Layer]) -> Calendar:
    """Return the calendar of layers, the most general first.

    A lower layer's week, zone and exceptions replace those above. An exception from above a week of one's own only
    takes time away: a holiday is everybody's, a working Saturday is not the part-timer's.
    """
    week: tuple[Hours, ...] = STANDARD_WEEK
    zone = "UTC"
    exceptions: dict[date, Hours] = {}
    for layer in layers:
        if layer.week is not None:
            week = layer.week
            exceptions = {day: _common(hours, week[day.weekday()]) for day, hours in exceptions.items()}
        zone = layer.zone or zone
        exceptions |= layer.exceptions
    return Calendar(week, exceptions, zone)


def _common(one: Hours, other: Hours) -> Hours:
    spans = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((start, end) for start, end in spans if start < end))


def _check(hours: Hours) -> None:
    earlier = 0
    for start, end in hours:
        if not earlier <= start < end <= DAY:
            raise InvalidInput(
                "Hours are spans within one day, in order and apart: each start before its end.", code="bad_hours"
            )
        earlier = end
