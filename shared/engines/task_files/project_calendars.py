"""Read the calendars of Microsoft Project: base calendars, and those of people that differ from them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from shared.engines.scheduling.calendars import DAY, STANDARD_WEEK, Hours
from shared.engines.task_files.found import FoundHours
from shared.engines.task_files.markup import below, text_of
from shared.errors import InvalidInput

MAX_DAYS = 400
"""Days that differ, in one calendar."""
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?")


def calendars_of(root: Element, emails: Mapping[str, str]) -> tuple[FoundHours | None, dict[str, FoundHours]]:
    """Return the hours of the project and, by e-mail address, those of people which differ.

    Raise InvalidInput as `bad_calendar` where hours can't be read.
    """
    calendars = {text_of(each, "UID"): each for each in below(root, "Calendars", "Calendar")}
    own = calendars.get(text_of(root, "CalendarUID"))
    people: dict[str, FoundHours] = {}
    for each in below(root, "Resources", "Resource"):
        calendar, email = calendars.get(text_of(each, "CalendarUID")), emails.get(text_of(each, "UID"))
        if email and calendar is not None and calendar is not own:
            base = calendars.get(text_of(calendar, "BaseCalendarUID"))
            basis = FoundHours() if base is None else _hours(base)
            hours = _hours(calendar, basis.week or STANDARD_WEEK)
            if hours.week is not None or hours.exceptions:
                # What the project's own calendar says counts for everybody anyway.
                people[email] = hours if base is own else _above(hours, basis)
    return (None if own is None else _hours(own)), people


def _above(hours: FoundHours, basis: FoundHours) -> FoundHours:
    """Return somebody's hours with those of their base calendar."""
    return FoundHours(hours.week or basis.week, {**basis.exceptions, **hours.exceptions})


def _hours(calendar: Element, basis: tuple[Hours, ...] = STANDARD_WEEK) -> FoundHours:
    """Return what a calendar says; days of its week that it leaves out are those of its basis."""
    week, told = list(basis), False
    exceptions: dict[date, Hours] = {}
    for day in below(calendar, "WeekDays", "WeekDay"):
        kind = text_of(day, "DayType")
        if kind == "0":
            _except(day, exceptions)
        elif kind in "1234567" and kind:
            # Sunday is 1 there.
            week[(int(kind) - 2) % 7] = _spans(day)
            told = True
    for day in below(calendar, "Exceptions", "Exception"):
        _except(day, exceptions)
    return FoundHours(tuple(week) if told else None, exceptions)


def _except(element: Element, exceptions: dict[date, Hours]) -> None:
    try:
        first, last = (date.fromisoformat(text_of(element, "TimePeriod", name)[:10]) for name in ("FromDate", "ToDate"))
        count = (last - first).days + 1
    except ValueError as error:
        raise InvalidInput("a calendar's exception has no dates", code="bad_calendar") from error
    if len(exceptions) + count > MAX_DAYS:
        raise InvalidInput(f"a calendar has at most {MAX_DAYS} days that differ", code="bad_calendar")
    spans = _spans(element)
    exceptions.update({first + timedelta(days=number): spans for number in range(count)})


def _spans(day: Element) -> Hours:
    if text_of(day, "DayWorking") == "0":
        return ()
    times = below(day, "WorkingTimes", "WorkingTime")
    # Shifts in files are in any order; midnight at their end is written as the day's beginning.
    return tuple(
        sorted((_minute(text_of(each, "FromTime")), _minute(text_of(each, "ToTime")) or DAY) for each in times)
    )


def _minute(text: str) -> int:
    found = _TIME.fullmatch(text)
    if found is None:
        raise InvalidInput("a calendar's hours can't be read", code="bad_calendar")
    return int(found[1]) * 60 + int(found[2])
