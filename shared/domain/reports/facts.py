"""Tasks and time entries as what reports add up. All hours and costs are counted by the second, and so are exact."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from shared.domain.reports.definition import Dimension, Measure, ReportFilters
from shared.engines.local_times import day_of
from shared.engines.pivot import Fact
from shared.engines.workflow import Stage

SECONDS = 3_600


class ReportedTask(Protocol):
    """What reports need to know of a task."""

    @property
    def status(self) -> str:
        """Its status in its project's workflow."""
        ...

    @property
    def stage(self) -> Stage:
        """What its status means."""
        ...

    @property
    def priority(self) -> str:
        """How much it matters."""
        ...

    @property
    def assignee_id(self) -> str | None:
        """Who works on it."""
        ...

    @property
    def reporter_id(self) -> str:
        """Who asked for it."""
        ...

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is marked with."""
        ...

    @property
    def due_at(self) -> datetime | None:
        """Until when it is to be done."""
        ...

    @property
    def completed_at(self) -> datetime | None:
        """When it was done."""
        ...

    @property
    def created_at(self) -> datetime:
        """When it was made."""
        ...

    @property
    def estimated_hours(self) -> Decimal | None:
        """How much work it is."""
        ...

    @property
    def actual_hours(self) -> Decimal | None:
        """How much was worked on it."""
        ...


class ReportedRate(Protocol):
    """What reports need to know of an hourly rate."""

    @property
    def currency(self) -> str:
        """In which currency it is."""
        ...


class ReportedEntry(Protocol):
    """What reports need to know of a time entry."""

    @property
    def task_id(self) -> str:
        """On which task."""
        ...

    @property
    def created_by(self) -> str:
        """Whose time."""
        ...

    @property
    def day(self) -> date:
        """On which day."""
        ...

    @property
    def seconds(self) -> int:
        """How long."""
        ...

    @property
    def rate(self) -> ReportedRate | None:
        """What an hour costs."""
        ...

    def counters(self) -> dict[str, int]:
        """Return what it adds up to, with costs in smallest units times seconds of an hour."""
        ...


def of_tasks(tasks: Sequence[ReportedTask], filters: ReportFilters, *, at: datetime, zone: str) -> Iterator[Fact]:
    """Return the facts of those tasks that filters leave, as they stand at a moment."""
    since = day_of(at, zone) - timedelta(days=(filters.done_last_days or 1) - 1)
    for task in tasks:
        done = day_of(task.completed_at, zone) if task.completed_at else None
        wanted = (
            filters.status in (None, task.status)
            and filters.assignee_id in (None, task.assignee_id)
            and filters.priority in (None, task.priority)
            and (filters.tag is None or filters.tag in task.tags)
            and (filters.done_last_days is None or (done is not None and done >= since))
        )
        if wanted:
            yield _of_task(task, done, at, zone)


def of_entries(entries: Sequence[ReportedEntry], filters: ReportFilters, *, today: date) -> Iterator[Fact]:
    """Return the facts of those entries that filters leave."""
    since, until = filters.since, filters.until
    if filters.last_days is not None:
        since, until = today - timedelta(days=filters.last_days - 1), today
    for entry in entries:
        wanted = (
            filters.member_id in (None, entry.created_by)
            and filters.task_id in (None, entry.task_id)
            and (since is None or entry.day >= since)
            and (until is None or entry.day <= until)
        )
        if wanted:
            yield _of_entry(entry)


def _of_task(task: ReportedTask, done: date | None, at: datetime, zone: str) -> Fact:
    due = day_of(task.due_at, zone) if task.due_at else None
    created = day_of(task.created_at, zone)
    keys: dict[str, tuple[str, ...]] = {
        Dimension.ASSIGNEE: (task.assignee_id or "",),
        Dimension.REPORTER: (task.reporter_id,),
        Dimension.STATUS: (task.status,),
        Dimension.STAGE: (task.stage.value,),
        Dimension.PRIORITY: (str(task.priority),),
        Dimension.TAG: task.tags,
        Dimension.CREATED_WEEK: _week(created),
        Dimension.CREATED_MONTH: _month(created),
        Dimension.DONE_WEEK: _week(done),
        Dimension.DONE_MONTH: _month(done),
        Dimension.DUE_WEEK: _week(due),
        Dimension.DUE_MONTH: _month(due),
    }
    is_open = not task.stage.final
    amounts: dict[str, int] = {
        Measure.TASKS: 1,
        Measure.DONE: int(task.stage is Stage.DONE),
        Measure.OPEN: int(is_open),
        Measure.OVERDUE: int(is_open and task.due_at is not None and task.due_at < at),
        Measure.ESTIMATED_HOURS: int((task.estimated_hours or 0) * SECONDS),
        Measure.ACTUAL_HOURS: int((task.actual_hours or 0) * SECONDS),
    }
    return Fact(keys, amounts)


def _of_entry(entry: ReportedEntry) -> Fact:
    currency = entry.rate.currency if entry.rate else ""
    keys: dict[str, tuple[str, ...]] = {
        Dimension.MEMBER: (entry.created_by,),
        Dimension.TASK: (entry.task_id,),
        Dimension.DAY: (entry.day.isoformat(),),
        Dimension.WEEK: _week(entry.day),
        Dimension.MONTH: _month(entry.day),
        Dimension.CURRENCY: (currency,),
    }
    cost = entry.counters().get(f"cost{currency}", 0)
    return Fact(keys, {Measure.ENTRIES: 1, Measure.HOURS: entry.seconds, Measure.COST: cost})


def _week(day: date | None) -> tuple[str, ...]:
    return () if day is None else ((day - timedelta(days=day.weekday())).isoformat(),)


def _month(day: date | None) -> tuple[str, ...]:
    return () if day is None else (f"{day:%Y-%m}",)
