"""When a suite is run by itself: daily or weekly, at a time on the clocks of some zone."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.model import Gate
from shared.engines.local_times import TimeZone
from shared.engines.recurrence import Every, next_time
from shared.model import FrozenModel

MAX_SCHEDULES = 10
"""Schedules of one card."""


class SuiteOrder(FrozenModel):
    """What is run on what; without targets the card's own model is asked, without a set's version the latest is."""

    card_id: str
    card_version: str
    case_set_id: str
    case_set_version: int | None
    targets: tuple[Target, ...]
    judge: Target | None
    repeats: int
    use_cache: bool
    budget_cents: int | None
    gate: Gate | None


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Recurrence(FrozenModel):
    """A minute of every day, or of one day of every week, on a zone's clocks.

    A minute that clocks skip is as much later as they are put forward; of one that they repeat, it is the first.
    """

    time: Annotated[str, StringConstraints(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    weekday: Weekday | None = None
    time_zone: TimeZone = "UTC"

    def next_after(self, at: datetime) -> datetime:
        """Return the next instant (UTC), later than the one given."""
        shown = time.fromisoformat(self.time)
        if self.weekday is None:
            return next_time(at, self.time_zone, Every.DAY, shown=shown)
        day = list(Weekday).index(self.weekday) + 1
        return next_time(at, self.time_zone, Every.WEEK, shown=shown, weekday=day)


class ScheduleFailure(FrozenModel):
    """Why a run did not begin when it was due."""

    code: str
    message: Annotated[str, Field(max_length=2_000)]


class SuiteSchedule(Entity):
    """A schedule; `due_at` is None while it is paused, `last_due_at` the time whose run began or failed to."""

    card_id: str
    case_set_id: str
    order: SuiteOrder
    recurrence: Recurrence
    due_at: datetime | None
    last_due_at: datetime | None = None
    last_run_id: str | None = None
    failure: ScheduleFailure | None = None
    created_by: str
    created_at: datetime

    def recurring(self, recurrence: Recurrence, *, active: bool, at: datetime) -> Self:
        """Return the schedule with other times, or paused; what was due meanwhile is not made up for."""
        due_at = recurrence.next_after(at) if active else None
        return self.with_(recurrence=recurrence, due_at=due_at)

    def begun(self, run_id: str, *, due_at: datetime) -> Self:
        """Return the schedule after the run of some time began."""
        return self.with_(last_due_at=due_at, last_run_id=run_id, failure=None)

    def failed(self, failure: ScheduleFailure, *, due_at: datetime) -> Self:
        """Return the schedule after the run of some time could not begin."""
        return self.with_(last_due_at=due_at, failure=failure)
