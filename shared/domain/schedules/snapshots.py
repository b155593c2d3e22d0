"""Dates as they were planned at some moment: a project's current plan, and its baselines.

A snapshot's rows lie in parts of 500 tasks beside it, so that 10,000 tasks are 20 documents, stored in one commit.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from shared.data.repository import Entity
from shared.engines.scheduling.schedule import Schedule
from shared.engines.scheduling.working_time import moment_of
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

PART = 500
MAX_BASELINES = 20


class PlannedRow(FrozenModel):
    """A task's planned dates; levelling has it wait until `not_before`. Minutes of work are on its own calendar."""

    task_id: str
    start: datetime
    finish: datetime
    critical: bool
    total_float_minutes: int
    work_minutes: int
    not_before: datetime | None = None


class Snapshot(Entity):
    """A plan stored: the current one has its project's id, a baseline an id and a name of its own."""

    project_id: str
    name: str = ""
    baseline: bool = False
    start: datetime
    finish: datetime
    tasks: int
    levelled: bool
    unresolved: tuple[str, ...] = ()
    created_by: str
    created_at: datetime

    def part_ids(self) -> list[str]:
        """Return the ids of the parts that hold its rows."""
        return [part_id(self.id, number) for number in range(-(-self.tasks // PART))]


class SnapshotPart(Entity):
    """Some rows of a snapshot, in the plan's order."""

    project_id: str
    rows: tuple[PlannedRow, ...]


def part_id(snapshot_id: str, number: int) -> str:
    """Return the id of a snapshot's part."""
    return f"{snapshot_id}:{number}"


def rows_of(plan: Schedule) -> list[PlannedRow]:
    """Return the dates of every task of a schedule."""
    rows: list[PlannedRow] = []
    for task in plan.plan.tasks:
        dates = plan[task.id]
        rows.append(
            PlannedRow(
                task_id=task.id,
                start=moment_of(dates.start),
                finish=moment_of(dates.finish),
                critical=dates.critical,
                total_float_minutes=dates.total_float,
                work_minutes=0 if plan.network.is_summary(plan.network.index[task.id]) else task.duration,
                not_before=None if task.not_before is None else moment_of(task.not_before),
            )
        )
    return rows


def parts_of(snapshot: Snapshot, rows: Sequence[PlannedRow]) -> Iterator[SnapshotPart]:
    """Yield the parts that hold a snapshot's rows."""
    for number, id in enumerate(snapshot.part_ids()):
        own = tuple(rows[number * PART : (number + 1) * PART])
        yield SnapshotPart(id=id, project_id=snapshot.project_id, rows=own)


def require_room(baselines: int) -> None:
    """Raise FailedPrecondition where a project has as many baselines as it may."""
    if baselines >= MAX_BASELINES:
        raise FailedPrecondition(f"a project has at most {MAX_BASELINES} baselines", code="too_many_baselines")
