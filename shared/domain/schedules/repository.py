"""Where calendars and planned dates are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.data.store import StoreQuery
from shared.domain.schedules.calendars import WorkingCalendar
from shared.domain.schedules.snapshots import PlannedRow, Snapshot, SnapshotPart, parts_of

BASELINE_LIST = QueryShape(
    "planSnapshots",
    equals=("projectId", "baseline"),
    sorts=(("-createdAt",),),
    required=("projectId", "baseline"),
)


class CalendarRepository(Repository[WorkingCalendar]):
    """Calendars by what they are of."""

    collection: ClassVar[str] = "workingCalendars"
    noun: ClassVar[str] = "calendar"
    model = WorkingCalendar


class SnapshotPartRepository(Repository[SnapshotPart]):
    """The rows of snapshots."""

    collection: ClassVar[str] = "planSnapshotParts"
    noun: ClassVar[str] = "plan"
    model = SnapshotPart


class SnapshotRepository(Repository[Snapshot]):
    """The current plans of projects by their ids, and baselines by their own."""

    collection: ClassVar[str] = "planSnapshots"
    noun: ClassVar[str] = "plan"
    model = Snapshot

    async def baseline_of(self, project_id: str, id: str) -> Snapshot:
        """Return a project's baseline; raise NotFound for another's, and for the current plan."""
        snapshot = await self.find(id)
        there = snapshot is not None and snapshot.baseline and snapshot.project_id == project_id
        return found(snapshot if there else None, "baseline")

    async def count_baselines(self, project_id: str) -> int:
        """Return how many baselines a project has."""
        filters = BASELINE_LIST.filters({"projectId": project_id, "baseline": True})
        return await self._reads.count(StoreQuery(self.collection, filters))

    async def rows(self, snapshot: Snapshot | None) -> dict[str, PlannedRow]:
        """Return a snapshot's rows by task; none of no snapshot."""
        if snapshot is None:
            return {}
        parts = await SnapshotPartRepository(self._reads).get_many(snapshot.part_ids())
        return {row.task_id: row for part in parts if part is not None for row in part.rows}

    def keep(self, baseline: Snapshot, rows: list[PlannedRow]) -> None:
        """Store a new baseline with its rows."""
        for part in parts_of(baseline, rows):
            SnapshotPartRepository(self._reads).add(part)
        self.add(baseline)

    async def store(self, snapshot: Snapshot, rows: list[PlannedRow]) -> None:
        """Store a project's current plan with its rows, in place of the one before."""
        parts = SnapshotPartRepository(self._reads)
        older = await self.find(snapshot.id)
        await parts.get_many([*snapshot.part_ids(), *(older.part_ids() if older else ())])
        for part in parts_of(snapshot, rows):
            await parts.put(part)
        for id in (older.part_ids() if older else [])[len(snapshot.part_ids()) :]:
            parts.remove(await parts.get(id))
        await self.put(snapshot)
