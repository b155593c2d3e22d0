"""What one task adds to the figures of its project, its assignee and its tenant, day by day.

It follows from the task as it stands now: one that was reopened is done no more, one that was assigned anew counts for
its new assignee alone, one that was deleted counts nowhere. Hours are those estimated now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from shared.engines.latencies import bucket_of
from shared.engines.local_times import day_of
from shared.engines.workflow import Stage

Counters = dict[str, int]
MINUTES = 60
_NANOS = 1_000_000_000


class Kind(StrEnum):
    """Whose figures they are."""

    PROJECT = "project"
    MEMBER = "member"
    TENANT = "tenant"


@dataclass(frozen=True, slots=True)
class Place:
    """A month (`2026-03`) of somebody's figures, or what they come to today where it is empty."""

    kind: Kind
    id: str
    month: str = ""

    @property
    def key(self) -> str:
        """The place as text."""
        return f"{self.kind}-{self.id}:{self.month or 'all'}"


class StageChanged(Protocol):
    """What counting needs to know of a change of stage."""

    @property
    def before(self) -> Stage:
        """What the task's status meant before."""
        ...

    @property
    def stage(self) -> Stage:
        """What it means from then on."""
        ...

    @property
    def at(self) -> datetime:
        """When that was."""
        ...


class CountedTask(Protocol):
    """What counting needs to know of a task."""

    @property
    def project_id(self) -> str:
        """Of which project."""
        ...

    @property
    def assignee_id(self) -> str | None:
        """Who works on it."""
        ...

    @property
    def stage(self) -> Stage:
        """How far it is."""
        ...

    @property
    def stage_changes(self) -> Sequence[StageChanged]:
        """How it came there, the first change first."""
        ...

    @property
    def estimated_hours(self) -> Decimal | None:
        """How much work it is."""
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
    def deleted(self) -> bool:
        """Whether it was deleted."""
        ...

    @property
    def created_at(self) -> datetime:
        """When it was made."""
        ...


def of_task(task: CountedTask, zone: str) -> dict[str, Counters]:
    """Return what a task adds, by months on a zone's clocks and by `""` for what it comes to today.

    `net_done_7` is by how much the number of tasks that are done changes on the seventh; `minutes_…` are estimates.
    """
    if task.deleted:
        return {}
    found: dict[str, Counters] = {}
    minutes = int((task.estimated_hours or Decimal()) * MINUTES)
    first = task.stage_changes[0].before if task.stage_changes else task.stage
    _enter(found, day_of(task.created_at, zone), first, 1, minutes)
    _add(found, day_of(task.created_at, zone), "created", 1)
    before = first
    for change in task.stage_changes:
        day = day_of(change.at, zone)
        _enter(found, day, before, -1, minutes)
        _enter(found, day, change.stage, 1, minutes)
        before = change.stage
    if task.completed_at is not None:
        _complete(found, task, task.completed_at, zone)
    today = {f"net_{task.stage}": 1} | ({f"minutes_{task.stage}": minutes} if minutes else {})
    kept = {month: {name: value for name, value in counters.items() if value} for month, counters in found.items()}
    return {month: counters for month, counters in kept.items() if counters} | {"": today}


def places_of(task: CountedTask, tenant_id: str, zone: str, *, without: str | None = None) -> dict[Place, Counters]:
    """Return what a task adds, by where it is counted; `without` is a member who is counted no more."""
    whose = [(Kind.PROJECT, task.project_id), (Kind.TENANT, tenant_id)]
    whose += [(Kind.MEMBER, task.assignee_id)] if task.assignee_id and task.assignee_id != without else []
    months = of_task(task, zone)
    return {Place(kind, id, month): counters for kind, id in whose for month, counters in months.items()}


def difference(before: Counters, after: Counters) -> Counters:
    """Return what is to be added to counters so that they hold `after` instead of `before`."""
    changes = {name: after.get(name, 0) - before.get(name, 0) for name in before | after}
    return {name: change for name, change in changes.items() if change}


def total(parts: Iterable[Mapping[str, int]]) -> Counters:
    """Return the sum of counters."""
    found: Counters = {}
    for part in parts:
        for name, value in part.items():
            found[name] = found.get(name, 0) + value
    return found


def _complete(found: dict[str, Counters], task: CountedTask, at: datetime, zone: str) -> None:
    day = day_of(at, zone)
    _add(found, day, "done", 1)
    _took(found, day, "lead", task.created_at, at)
    begun = next((change.at for change in task.stage_changes if change.stage is Stage.UNDER_WAY), None)
    if begun is not None:
        _took(found, day, "cycle", begun, at)
    if task.due_at is not None:
        _add(found, day, "due", 1)
        _add(found, day, "ontime", int(at <= task.due_at))


def _took(found: dict[str, Counters], day: date, what: str, since: datetime, until: datetime) -> None:
    seconds = max(0, int((until - since).total_seconds()))
    _add(found, day, what, 1)
    _add(found, day, f"{what}seconds", seconds)
    _add(found, day, f"{what}in{bucket_of(seconds * _NANOS)}", 1)


def _enter(found: dict[str, Counters], day: date, stage: Stage, sign: int, minutes: int) -> None:
    _add(found, day, f"net_{stage}", sign)
    _add(found, day, f"minutes_{stage}", sign * minutes)


def _add(found: dict[str, Counters], day: date, what: str, amount: int) -> None:
    counters = found.setdefault(day.strftime("%Y-%m"), {})
    name = f"{what}_{day.day}"
    counters[name] = counters.get(name, 0) + amount
