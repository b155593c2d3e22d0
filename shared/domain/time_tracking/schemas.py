"""People's time as callers see it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.time_tracking.model import (
    DatedRate,
    TimeEntry,
    Timer,
    TimesheetStatus,
    WorkDay,
)
from shared.model import FrozenModel, View

HOUR = 3600


class TimeEntryView(View):
    """Time worked on a task on one day; without a beginning and an end, just how long."""

    id: str
    project_id: str
    task_id: str
    day: WorkDay
    zone: str
    seconds: int
    started_at: datetime | None
    ended_at: datetime | None
    note: str
    timer_id: str | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class BookedTime(FrozenModel):
    """The entries that were written, one for each day, and the ids of those that they overlap: both count."""

    items: tuple[TimeEntryView, ...]
    overlaps: tuple[str, ...]

    @classmethod
    def of(cls, entries: Iterable[TimeEntry], overlapped: Iterable[TimeEntry]) -> "BookedTime":
        """Return what was written, and what it overlaps."""
        return cls(
            items=tuple(TimeEntryView.of(entry) for entry in entries),
            overlaps=tuple(entry.id for entry in overlapped),
        )


class TimerView(FrozenModel):
    """A timer that runs, or one that was stopped; `capped` where it ran on for longer than counts."""

    id: str
    project_id: str
    task_id: str
    zone: str
    note: str
    started_at: datetime
    counts_until: datetime
    stopped_at: datetime | None
    capped: bool

    @classmethod
    def of(cls, timer: Timer) -> "TimerView":
        """Return a timer by its own id, which is not its member's."""
        fields = {name: getattr(timer, name) for name in cls.model_fields if name != "id"}
        return cls(id=timer.timer_id, **fields)


class RunningTimer(FrozenModel):
    """The timer that runs, if one does."""

    timer: TimerView | None


class StartedTimer(FrozenModel):
    """The timer that runs now, and what was booked of the one that it took over from."""

    timer: TimerView
    booked: tuple[TimeEntryView, ...] = ()


class StoppedTimer(FrozenModel):
    """A timer that was stopped, and its entries, one for each day."""

    timer: TimerView
    entries: tuple[TimeEntryView, ...]


class TimesheetView(View):
    """A week of somebody's; seconds by day, and by project id."""

    id: str
    created_by: str
    week_of: WorkDay
    status: TimesheetStatus
    seconds: int
    entry_count: int
    seconds_by_day: dict[str, int]
    seconds_by_project: dict[str, int]
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str


class WeekUtilisation(FrozenModel):
    """How much of a week's working time somebody has booked; `percent` to one decimal place, None of no time."""

    week_of: WorkDay
    status: TimesheetStatus
    seconds: int
    working_seconds: int
    percent: str | None


class Utilisation(FrozenModel):
    """How much somebody has booked of their working time, week by week."""

    member_id: str
    weeks: tuple[WeekUtilisation, ...]


class RatesView(View):
    """What somebody's hours cost, the earliest rate first."""

    id: str
    rates: tuple[DatedRate, ...]


class Cost(FrozenModel):
    """An amount in the smallest unit of a currency, rounded once, half to even."""

    amount: int
    currency: str


class ProjectTime(FrozenModel):
    """What a project has taken.

    `unrated_seconds` have no rate and so no cost. The budget counts what was booked in its own currency: nothing is
    converted. `budget_used_percent` is to one decimal place, None without a budget.
    """

    project_id: str
    seconds: int
    unrated_seconds: int
    costs: tuple[Cost, ...]
    budget: Cost | None
    budget_used_percent: str | None

    @classmethod
    def of(cls, project_id: str, counters: Mapping[str, int], budget: Cost | None) -> "ProjectTime":
        """Return what counters come to beside a budget."""
        costs = {name: value for name, value in counters.items() if name.startswith("cost") and value}
        exact = {name.removeprefix("cost"): value for name, value in costs.items()}
        used: str | None = None
        if budget is not None and budget.amount:
            used = percent(exact.get(budget.currency, 0), budget.amount * HOUR)
        return cls(
            project_id=project_id,
            seconds=counters.get("seconds", 0),
            unrated_seconds=counters.get("unratedSeconds", 0),
            costs=tuple(Cost(amount=_rounded(exact[name]), currency=name) for name in sorted(exact)),
            budget=budget,
            budget_used_percent=used,
        )


def percent(part: int, whole: int) -> str:
    """Return a part in percent, to one decimal place; of nothing, 0."""
    share = Decimal(part) * 100 / whole if whole else Decimal(0)
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_EVEN))


def _rounded(exact: int) -> int:
    return int((Decimal(exact) / HOUR).quantize(Decimal(1), ROUND_HALF_EVEN))
