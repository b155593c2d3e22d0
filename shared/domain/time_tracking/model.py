"""Time that people work on tasks: entries by day, one running timer each, weeks that are approved, hourly rates."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints, computed_field

from shared.data.repository import Entity
from shared.errors import FailedPrecondition, PermissionDenied
from shared.model import FrozenModel

MAX_TIMER = timedelta(hours=12)
"""What counts of a timer that somebody forgot to stop."""

MAX_ENTRIES = 500
"""In a week of somebody's: its document, and the list of it, stay small."""

MAX_RATES = 100
DAY_SECONDS = 25 * 3600
"""Of the longest day there is: the one on which clocks are put back."""


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _monday(day: date) -> date:
    if day.weekday():
        raise ValueError("a week is named by its Monday")
    return day


WorkDay = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]
"""A day on the clocks of somebody's zone, stored and sent as `2026-03-02`."""

Week = Annotated[WorkDay, Field(ge=date(2000, 1, 3), le=date(9998, 12, 31)), AfterValidator(_monday)]
"""A week that somebody asks for; half a year behind it is still in the calendar."""

Note = Annotated[str, StringConstraints(max_length=2_000)]


class HourlyRate(FrozenModel):
    """What an hour costs, in the smallest unit of a currency (ISO 4217)."""

    amount: Annotated[int, Field(ge=0, le=10**8)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"


class DatedRate(HourlyRate):
    """A rate for the days from one on, until another begins."""

    from_on: WorkDay


class MemberRates(Entity):
    """What somebody's hours cost, by the member's id, the earliest rate first."""

    rates: Annotated[tuple[DatedRate, ...], Field(max_length=MAX_RATES)] = ()

    def on(self, day: date) -> HourlyRate | None:
        """Return the rate of a day, None before the first."""
        found = next((rate for rate in reversed(self.rates) if rate.from_on <= day), None)
        return HourlyRate(amount=found.amount, currency=found.currency) if found else None

    def with_rate(self, rate: DatedRate) -> Self:
        """Return the rates with one more, in place of one from the same day; raise FailedPrecondition when full."""
        others = [each for each in self.rates if each.from_on != rate.from_on]
        if len(others) >= MAX_RATES:
            raise FailedPrecondition(f"somebody has at most {MAX_RATES} rates", code="too_many_rates")
        return self.with_(rates=tuple(sorted([*others, rate], key=lambda each: each.from_on)))


class TimeEntry(Entity):
    """Time that whoever made the entry worked on a task on one day; without a beginning and an end, just how long.

    `zone` says whose clocks made it that day; `rate` is that of the day.
    """

    project_id: str
    task_id: str
    day: WorkDay
    zone: str
    seconds: Annotated[int, Field(gt=0, le=DAY_SECONDS)]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: Note = ""
    timer_id: str | None = None
    rate: HourlyRate | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    @property
    def week_of(self) -> date:
        """The Monday of its week."""
        return monday_of(self.day)

    def counters(self) -> dict[str, int]:
        """Return what it adds to its task and project; costs are exact, in smallest units times seconds of an hour."""
        if self.rate is None:
            return {"seconds": self.seconds, "unratedSeconds": self.seconds}
        return {"seconds": self.seconds, f"cost{self.rate.currency}": self.seconds * self.rate.amount}


class Timer(Entity):
    """Somebody's one timer, by the member's id: running, or the last that ran, with the entries it made."""

    timer_id: str
    project_id: str
    task_id: str
    zone: str
    note: Note = ""
    started_at: datetime
    stopped_at: datetime | None = None
    capped: bool = False
    entry_ids: tuple[str, ...] = ()

    @property
    def running(self) -> bool:
        """Whether nobody has stopped it."""
        return self.stopped_at is None

    @property
    def counts_until(self) -> datetime:
        """The end of what counts of it however long it runs."""
        return self.started_at + MAX_TIMER

    def stopped(self, *, at: datetime, entry_ids: tuple[str, ...]) -> Self:
        """Return the timer stopped; what lies behind `counts_until` is cut off."""
        end = min(at, self.counts_until)
        return self.with_(stopped_at=end, capped=at > self.counts_until, entry_ids=entry_ids)


class TimesheetStatus(StrEnum):
    """Where a week stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class Timesheet(Entity):
    """A week of somebody's time and whether it was approved; whoever writes an entry of the week writes it."""

    created_by: str
    week_of: WorkDay
    status: TimesheetStatus = TimesheetStatus.OPEN
    entry_count: int = 0
    seconds_by_day: dict[str, int] = Field(default_factory=dict[str, int])
    seconds_by_project: dict[str, int] = Field(default_factory=dict[str, int])
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""

    @computed_field
    @property
    def seconds(self) -> int:
        """How long the week's entries are together."""
        return sum(self.seconds_by_day.values())

    def require_open(self) -> None:
        """Raise FailedPrecondition while the week waits for approval, or has it."""
        if self.status in (TimesheetStatus.SUBMITTED, TimesheetStatus.APPROVED):
            raise FailedPrecondition(
                f"the week of {self.week_of} is {self.status}; have it rejected to change it", code="timesheet_locked"
            )

    def with_entries(self, added: int, by_day: Mapping[str, int], by_project: Mapping[str, int]) -> Self:
        """Return the week with more entries, or fewer, and the seconds that they change of days and projects."""
        return self.with_(
            entry_count=self.entry_count + added,
            seconds_by_day=_sum(self.seconds_by_day, by_day),
            seconds_by_project=_sum(self.seconds_by_project, by_project),
        )

    def recounted(self, entries: Iterable[TimeEntry]) -> Self:
        """Return the week as these, all of its entries, add up; where it stands remains."""
        counted = self.with_(entry_count=0, seconds_by_day={}, seconds_by_project={})
        for entry in entries:
            counted = counted.with_entries(1, {str(entry.day): entry.seconds}, {entry.project_id: entry.seconds})
        return counted

    def submitted(self, *, at: datetime) -> Self:
        """Return the week as it waits for approval; raise FailedPrecondition where it does or has it."""
        self.require_open()
        return self.with_(
            status=TimesheetStatus.SUBMITTED, submitted_at=at, decided_by=None, decided_at=None, reason=""
        )

    def approved(self, *, by: str, at: datetime) -> Self:
        """Return the week approved; raise FailedPrecondition unless it waits for that."""
        if self.status is not TimesheetStatus.SUBMITTED:
            raise FailedPrecondition("only a timesheet that was submitted is approved", code="timesheet_not_submitted")
        return self._decided(TimesheetStatus.APPROVED, by=by, at=at, reason="")

    def rejected(self, *, by: str, at: datetime, reason: str) -> Self:
        """Return the week open again; raise FailedPrecondition where it was neither submitted nor approved."""
        if self.status not in (TimesheetStatus.SUBMITTED, TimesheetStatus.APPROVED):
            raise FailedPrecondition("only a timesheet that was submitted is rejected", code="timesheet_not_submitted")
        return self._decided(TimesheetStatus.REJECTED, by=by, at=at, reason=reason)

    def _decided(self, status: TimesheetStatus, *, by: str, at: datetime, reason: str) -> Self:
        if by == self.created_by:
            raise PermissionDenied("somebody else decides about your timesheet", code="own_timesheet")
        return self.with_(status=status, decided_by=by, decided_at=at, reason=reason)


def timesheet_id(member_id: str, week_of: date) -> str:
    """Return the id of a week of somebody's."""
    return f"{member_id}:{week_of}"


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    summed = {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
    return {name: value for name, value in summed.items() if value}
