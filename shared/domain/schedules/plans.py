"""What a project's plan rests on beside its tasks: calendars, and the dates stored before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.data.unit_of_work import Reads
from shared.domain.schedules.calendars import TENANT_CALENDAR, calendars
from shared.domain.schedules.repository import CalendarRepository, SnapshotRepository
from shared.domain.schedules.schemas import PlannedMove, PlanOutcome
from shared.domain.schedules.snapshots import PlannedRow, Snapshot, rows_of
from shared.engines.scheduling.calendars import Calendar
from shared.engines.scheduling.schedule import Schedule
from shared.engines.scheduling.working_time import moment_of

NAMED = 500


@dataclass(frozen=True)
class Basis:
    """The project's calendar, those of people whose hours differ, and the current plan with its rows by task."""

    calendar: Calendar
    people: Mapping[str, Calendar]
    current: Snapshot | None
    rows: Mapping[str, PlannedRow]

    def waits(self) -> dict[str, datetime]:
        """Return until when levelling has tasks wait."""
        return {row.task_id: row.not_before for row in self.rows.values() if row.not_before is not None}


def basis_paths(project_id: str) -> list[str]:
    """Return the documents a plan rests on, to be read with the project."""
    calendar = CalendarRepository
    return [calendar.path(TENANT_CALENDAR), calendar.path(project_id), SnapshotRepository.path(project_id)]


async def basis_of(reads: Reads, project_id: str) -> Basis:
    """Return what a project's plan rests on."""
    kept, snapshots = CalendarRepository(reads), SnapshotRepository(reads)
    calendar, people = calendars(await kept.find(TENANT_CALENDAR), await kept.find(project_id))
    current = await snapshots.find(project_id)
    return Basis(calendar, people, current, await snapshots.rows(current))


def snapshot_of(
    plan: Schedule, project_id: str, *, unresolved: tuple[str, ...], by: str, at: datetime
) -> tuple[Snapshot, list[PlannedRow]]:
    """Return a schedule as a project's current plan, with its rows."""
    rows = rows_of(plan)
    snapshot = Snapshot(
        id=project_id,
        project_id=project_id,
        start=moment_of(plan.plan.start),
        finish=moment_of(plan.finish),
        tasks=len(rows),
        levelled=any(row.not_before is not None for row in rows),
        unresolved=unresolved[:NAMED],
        created_by=by,
        created_at=at,
    )
    return snapshot, rows


def outcome(basis: Basis, plan: Schedule, snapshot: Snapshot, rows: list[PlannedRow], *, applied: bool) -> PlanOutcome:
    """Return what a plan changes against the one stored before, and why."""
    after = {row.task_id: row for row in rows}
    tasks = [*after, *(task for task in basis.rows if task not in after)]
    moves = [move for task in tasks if (move := PlannedMove.of(basis.rows.get(task), after.get(task)))]
    return PlanOutcome(
        applied=applied,
        start=snapshot.start,
        finish=snapshot.finish,
        finish_before=basis.current.finish if basis.current else None,
        tasks=snapshot.tasks,
        critical=sum(row.critical for row in rows),
        moved=len(moves),
        moves=tuple(move.because(plan) for move in moves[:NAMED]),
        unresolved=snapshot.unresolved,
    )
