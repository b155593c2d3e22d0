"""Write plans as XML that Microsoft Project opens, and that `project_xml` reads back as they were."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from shared.engines.scheduling.calendars import DAY, Calendar, Hours
from shared.engines.task_files.project_xml import CONSTRAINTS, ID_ALIAS, ID_FIELD, PRIORITIES, RELATIONS

NAMESPACE = "http://schemas.microsoft.com/project"
_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAG_MINUTES, _LAG_ELAPSED = "3", "4"


@dataclass(frozen=True, slots=True)
class WrittenTask:
    """A task as JSON says it, parents before their parts, and when it is planned."""

    record: Mapping[str, Any]
    level: int
    summary: bool
    complete: int
    start: datetime | None = None
    finish: datetime | None = None


def write_project(
    name: str, start: datetime, tasks: Sequence[WrittenTask], calendar: Calendar, people: Mapping[str, Calendar]
) -> bytes:
    """Return a plan, its times on the clocks of the calendar; `people` have calendars of their own, by address."""
    zone = ZoneInfo(calendar.zone)
    root = Element("Project", xmlns=NAMESPACE)
    _add(root, Name=name, StartDate=_local(start, zone), ScheduleFromStart="1", CalendarUID="1")
    field = SubElement(SubElement(root, "ExtendedAttributes"), "ExtendedAttribute")
    _add(field, FieldID=ID_FIELD, FieldName="Text1", Alias=ID_ALIAS)
    emails = sorted({email for task in tasks for email in _units(task)} | {*people})
    calendars = SubElement(root, "Calendars")
    _calendar(calendars, 1, "Standard", calendar, base=None)
    own = {email: number for number, email in enumerate(sorted(people), 2)}
    for email, number in own.items():
        _calendar(calendars, number, email, people[email], base="1")
    uids = {str(task.record["externalId"]): number for number, task in enumerate(tasks, 1)}
    group = SubElement(root, "Tasks")
    for number, task in enumerate(tasks, 1):
        _task(SubElement(group, "Task"), number, task, uids, zone)
    resources, assignments = SubElement(root, "Resources"), SubElement(root, "Assignments")
    numbers = {email: number for number, email in enumerate(emails, 1)}
    for email, number in numbers.items():
        values = {"UID": str(number), "ID": str(number), "Name": email, "Type": "1", "EmailAddress": email}
        _add(SubElement(resources, "Resource"), **values, CalendarUID=str(own.get(email, -1)))
    pairs = [(uid, email, units) for uid, task in enumerate(tasks, 1) for email, units in _units(task).items()]
    for number, (uid, email, units) in enumerate(pairs, 1):
        values = {"UID": str(number), "TaskUID": str(uid), "ResourceUID": str(numbers[email])}
        _add(SubElement(assignments, "Assignment"), **values, Units=str(units / 100))
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def _task(element: Element, number: int, task: WrittenTask, uids: Mapping[str, int], zone: ZoneInfo) -> None:
    record = task.record
    _add(element, UID=str(number), ID=str(number), Name=record["title"], OutlineLevel=str(task.level))
    _add(element, Active="0" if record["stage"] == "dropped" else "1", Summary=str(int(task.summary)))
    _add(element, Priority=str({name: most for most, name in PRIORITIES}.get(record["priority"], 1000)))
    if task.start is not None and task.finish is not None:
        _add(element, Start=_local(task.start, zone), Finish=_local(task.finish, zone))
    if not task.summary:
        minutes = record["estimatedMinutes"] or 0
        _add(element, Duration=_duration(minutes), DurationFormat="5", Milestone=str(int(not minutes)))
        _add(element, PercentComplete=str(task.complete))
    constraint = record["constraint"]
    _add(element, ConstraintType=str(CONSTRAINTS.index(constraint)))
    dates = {"ConstraintDate": "constraintAt", "Deadline": "dueAt"}
    progress = {"ActualStart": "actualStartAt", "ActualFinish": "actualFinishAt"}
    for name, key in {**dates, **({} if task.summary else progress)}.items():
        if record[key] is not None:
            _add(element, **{name: _local(datetime.fromisoformat(record[key]), zone)})
    if record["remainingMinutes"] is not None and not task.summary:
        _add(element, RemainingDuration=_duration(record["remainingMinutes"]))
    if record["description"]:
        _add(element, Notes=record["description"])
    for link in record["dependsOn"]:
        lag, form = str(link["lagMinutes"] * 10), _LAG_ELAPSED if link["elapsed"] else _LAG_MINUTES
        kind = str(RELATIONS.index(link["relation"]))
        waits = SubElement(element, "PredecessorLink")
        _add(waits, PredecessorUID=str(uids[link["externalId"]]), Type=kind, LinkLag=lag, LagFormat=form)
    _add(SubElement(element, "ExtendedAttribute"), FieldID=ID_FIELD, Value=record["externalId"])


def _units(task: WrittenTask) -> dict[str, int]:
    record = task.record
    alone = {record["assignee"]: 100} if record["assignee"] else {}
    return {each["email"]: each["units"] for each in record.get("assignments", ())} or alone


def _calendar(group: Element, number: int, name: str, calendar: Calendar, *, base: str | None) -> None:
    element = SubElement(group, "Calendar")
    _add(element, UID=str(number), Name=name, IsBaseCalendar=str(int(base is None)), BaseCalendarUID=base or "-1")
    days = SubElement(element, "WeekDays")
    for weekday, hours in enumerate(calendar.week):
        # Sunday is 1 there.
        day = SubElement(days, "WeekDay")
        _add(day, DayType=str((weekday + 1) % 7 + 1), DayWorking=str(int(bool(hours))))
        _times(day, hours)
    exceptions = SubElement(element, "Exceptions")
    for each, hours in sorted(calendar.exceptions.items()):
        exception = SubElement(exceptions, "Exception")
        period = SubElement(exception, "TimePeriod")
        _add(period, FromDate=f"{each}T00:00:00", ToDate=f"{each}T23:59:00")
        _add(exception, Occurrences="1", Type="1", DayWorking=str(int(bool(hours))))
        _times(exception, hours)


def _times(day: Element, hours: Hours) -> None:
    times = SubElement(day, "WorkingTimes") if hours else day
    for start, end in hours:
        _add(SubElement(times, "WorkingTime"), FromTime=_clock(start), ToTime=_clock(end % DAY))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}:00"


def _duration(minutes: int) -> str:
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    try:
        local = moment.astimezone(zone)
    except OverflowError:
        # At the two ends of time a zone's clocks show no year; UTC's do.
        local = moment
    return local.replace(tzinfo=None).isoformat(timespec="seconds")


def _add(element: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(element, name).text = _IMPOSSIBLE.sub("", value)
