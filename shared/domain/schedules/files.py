"""Calendars as files of plans hold them."""

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from shared.domain.schedules.calendars import DayException, DayHours, PersonHours, Span, WorkingCalendar, WorkingHours
from shared.engines.scheduling.calendars import Hours
from shared.engines.task_files.found import FoundHours, FoundPlan
from shared.errors import InvalidInput


def calendar_of(plan: FoundPlan, before: WorkingCalendar, people: Mapping[str, str]) -> WorkingCalendar:
    """Return a project's calendar with the hours of a plan; who is not in `people` keeps theirs.

    Raise InvalidInput as `bad_calendar` where the plan's hours can't be.
    """
    try:
        hours = before.hours if plan.hours is None else _working(plan.hours, before.hours.zone)
        own = {people[email]: _working(found, None) for email, found in plan.people.items() if email in people}
        others = tuple(each for each in before.people if each.member_id not in own)
        new = tuple(PersonHours(member_id=id, hours=hours) for id, hours in sorted(own.items()))
        return before.with_(hours=hours, people=(*others, *new))
    except ValidationError as error:
        raise InvalidInput(f"the plan's calendar: {error.errors()[0]['msg']}", code="bad_calendar") from error


def _working(found: FoundHours, zone: str | None) -> WorkingHours:
    week = None if found.week is None else tuple(DayHours(spans=_spans(hours)) for hours in found.week)
    return WorkingHours(week=week, exceptions=tuple(_exceptions(found.exceptions)), zone=zone)


def _exceptions(days: Mapping[date, Hours]) -> list[DayException]:
    return [DayException(day=day, spans=_spans(hours)) for day, hours in sorted(days.items())]


def _spans(hours: Hours) -> tuple[Span, ...]:
    return tuple(Span(start=start, end=end) for start, end in hours)
