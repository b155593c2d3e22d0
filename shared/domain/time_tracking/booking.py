"""Entries are written with what follows from them: the weeks they lie in, and what tasks and projects come to.

All of it is one commit, so that the sums are those of the entries whatever is lost or tried again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zlib import crc32

from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.domain.time_tracking.events import TaskTimeChanged
from shared.domain.time_tracking.model import (
    DAY_SECONDS,
    MAX_ENTRIES,
    MemberRates,
    TimeEntry,
    Timer,
    Timesheet,
    monday_of,
)
from shared.domain.time_tracking.repository import (
    MemberRatesRepository,
    TimeEntryRepository,
    TimerRepository,
    TimesheetRepository,
)
from shared.engines.local_times import by_days
from shared.errors import FailedPrecondition

SHARDS = 5
Change = tuple[TimeEntry | None, TimeEntry | None]
"""An entry as it was and as it will be; None where there was or will be none."""


async def book(work: UnitOfWork, member_id: str, changes: Sequence[Change]) -> None:
    """Write entries of somebody's; raise FailedPrecondition where their week is locked or full, or a day too long."""
    entries, sheets = TimeEntryRepository(work), TimesheetRepository(work)
    weeks = sorted({entry.week_of for change in changes for entry in change if entry is not None})
    for week in weeks:
        sheet = await sheets.of(member_id, week)
        sheet.require_open()
        changed = _with(sheet, changes)
        _require_room(changed, changes)
        await sheets.put(changed)
    for before, after in changes:
        if after is None and before is not None:
            entries.remove(before)
        elif after is not None:
            (entries.add if before is None else entries.save)(after)
    count(work, changes)


async def stop(work: UnitOfWork, timer: Timer, *, at: datetime) -> tuple[Timer, list[TimeEntry]]:
    """Stop a running timer; return it with the entries it made, one for each day it ran on."""
    end = min(at, timer.counts_until).replace(microsecond=0)
    parts = by_days(timer.started_at, end, timer.zone)
    sheets, rates = TimesheetRepository(work), MemberRatesRepository(work)
    weeks = {monday_of(day) for day, _, _ in parts}
    await work.get_many([rates.path(timer.id), *(sheets.path(f"{timer.id}:{week}") for week in sorted(weeks))])
    valued = await held_rates(work, timer.id)
    made = [
        TimeEntry(
            id=f"{timer.timer_id}-{number}",
            project_id=timer.project_id,
            task_id=timer.task_id,
            day=day,
            zone=timer.zone,
            seconds=int((until - since).total_seconds()),
            started_at=since,
            ended_at=until,
            note=timer.note,
            timer_id=timer.timer_id,
            rate=valued.on(day),
            created_by=timer.id,
            created_at=at,
            updated_at=at,
        )
        for number, (day, since, until) in enumerate(parts)
    ]
    await book(work, timer.id, [(None, entry) for entry in made])
    return timer.stopped(at=at, entry_ids=tuple(entry.id for entry in made)), made


async def held_rates(work: UnitOfWork, member_id: str) -> MemberRates:
    """Return somebody's rates, so that no entry is valued by them while they change."""
    repository = MemberRatesRepository(work)
    rates = await repository.find(member_id)
    if rates is None:
        return MemberRates(id=member_id)
    repository.hold(rates)
    return rates


async def require_no_timer(work: UnitOfWork, member_id: str, *, before: datetime) -> None:
    """Raise FailedPrecondition while a timer runs that began before a moment."""
    timers = TimerRepository(work)
    timer = await timers.find(member_id)
    if timer is None:
        return
    if timer.running and timer.started_at < before:
        raise FailedPrecondition("stop your timer first: its time belongs to this week", code="timer_running")
    timers.hold(timer)


def count(work: UnitOfWork, changes: Iterable[Change]) -> None:
    """Add the difference that changes make to their tasks and projects; tasks hear of more or less time."""
    amounts: dict[str, dict[str, int]] = {}
    projects: dict[str, str] = {}
    for change in changes:
        for entry, sign in zip(change, (-1, 1), strict=True):
            if entry is None:
                continue
            for path in paths_of(entry):
                projects[path] = entry.project_id
                counters = amounts.setdefault(path, {})
                for name, value in entry.counters().items():
                    counters[name] = counters.get(name, 0) + sign * value
    for path, counters in amounts.items():
        changed = {name: value for name, value in counters.items() if value}
        if changed:
            work.increment(path, changed, {"projectId": projects[path], "schemaVersion": 1})
        if "seconds" in changed and path.startswith("taskTime/"):
            work.emit(TaskTimeChanged(task_id=path.removeprefix("taskTime/")))


def paths_of(entry: TimeEntry) -> tuple[str, str]:
    """Return the documents that count an entry: its task's, and one of its project's."""
    shard = crc32(entry.created_by.encode()) % SHARDS
    return task_path(entry.task_id), f"projectTime/{entry.project_id}:{shard}"


def task_path(task_id: str) -> str:
    """Return the document that counts a task's time."""
    return f"taskTime/{task_id}"


def project_paths(project_id: str) -> list[str]:
    """Return the documents that count a project's time together."""
    return [f"projectTime/{project_id}:{shard}" for shard in range(SHARDS)]


def counted(documents: Iterable[Document | None]) -> dict[str, int]:
    """Return what counting documents come to together: seconds, seconds without a rate, and costs by currency."""
    total: dict[str, int] = {}
    for document in documents:
        if document is None:
            continue
        for name, value in document.data.items():
            if is_counter(name):
                total[name] = total.get(name, 0) + int(value)
    return total


def is_counter(name: str) -> bool:
    """Tell whether a field of a counting document counts."""
    return name in ("seconds", "unratedSeconds") or name.startswith("cost")


def _with(sheet: Timesheet, changes: Iterable[Change]) -> Timesheet:
    for change in changes:
        for entry, sign in zip(change, (-1, 1), strict=True):
            if entry is not None and entry.week_of == sheet.week_of:
                seconds = sign * entry.seconds
                sheet = sheet.with_entries(sign, {str(entry.day): seconds}, {entry.project_id: seconds})
    return sheet


def _require_room(sheet: Timesheet, changes: Iterable[Change]) -> None:
    """Refuse what people write down beyond what fits; what a timer has measured is never lost."""
    written: set[date] = {after.day for _, after in changes if after is not None and after.timer_id is None}
    if written and sheet.entry_count > MAX_ENTRIES:
        raise FailedPrecondition(f"a week has at most {MAX_ENTRIES} entries", code="timesheet_full")
    for day in sorted(written):
        if sheet.seconds_by_day.get(str(day), 0) > DAY_SECONDS:
            raise FailedPrecondition(f"with this, {day} would have more hours than a day", code="day_full")
