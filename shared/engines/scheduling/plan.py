"""What a plan says: tasks, how they depend on each other, and what is asked of their dates.

Moments are whole minutes of UTC since 1970, durations and lags whole minutes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.engines.scheduling.calendars import Calendar

MAX_TASKS = 20_000
MAX_DEPENDENCIES = 60_000
MAX_MINUTES = 100 * 366 * 24 * 60
PROJECT_CALENDAR = ""


class Relation(StrEnum):
    """Which end of the successor waits for which end of the predecessor: `SF` is start to finish."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class Constraint(StrEnum):
    """What is asked of a task's dates, named as in Microsoft Project."""

    ASAP = "ASAP"
    ALAP = "ALAP"
    SNET = "SNET"
    SNLT = "SNLT"
    FNET = "FNET"
    FNLT = "FNLT"
    MSO = "MSO"
    MFO = "MFO"

    @property
    def dated(self) -> bool:
        """Whether it needs a date."""
        return self not in _UNDATED


_UNDATED = (Constraint.ASAP, Constraint.ALAP)
OF_SUMMARIES = (Constraint.ASAP, Constraint.SNET, Constraint.FNLT)
"""What may be asked of a task with subtasks."""


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work of `duration` working minutes, a milestone when 0; a task that is a parent has its children's.

    `calendar` names one of the plan's. `remaining` working minutes are left of a started task: its whole duration
    unless told. Levelling has what is left of it wait until `not_before`.
    """

    id: str
    duration: int = 0
    parent: str | None = None
    calendar: str = PROJECT_CALENDAR
    constraint: Constraint = Constraint.ASAP
    constraint_date: int | None = None
    deadline: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None
    not_before: int | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """`successor` waits for `predecessor`; a negative `lag` is a lead.

    A lag passes on the successor's calendar, or on the clock when `elapsed`.
    """

    predecessor: str
    successor: str
    relation: Relation = Relation.FS
    lag: int = 0
    elapsed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Tasks from `start` on; with `status_date`, what is not done yet lies after it.

    `finish` is the date late dates are reckoned from: the last task's early finish unless told. `calendars` must hold
    `PROJECT_CALENDAR`.
    """

    start: int
    tasks: Sequence[Task]
    calendars: Mapping[str, Calendar]
    dependencies: Sequence[Dependency] = ()
    status_date: int | None = None
    finish: int | None = None
