"""Many updates become one snapshot and one record of who wrote them, in one commit; two at once make one."""

from collections.abc import Sequence
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.collaboration.events import RoomCompactionDue
from shared.domain.collaboration.model import (
    MAX_INLINE,
    MAX_STATE,
    RecordedUpdate,
    RoomRecord,
    RoomSnapshot,
    RoomUpdate,
)
from shared.domain.collaboration.repository import (
    RoomRecordRepository,
    RoomRepository,
    RoomSnapshotRepository,
    RoomUpdateRepository,
)
from shared.domain.collaboration.states import RoomState
from shared.domain.uploads.events import FileDeleted
from shared.ports.files import FileRef
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

SUPERSEDED_FOR = timedelta(hours=1)
"""How long an earlier snapshot's file stays for those who read the room just before."""

MAX_UPDATES = 400
"""How many updates one compaction takes."""


@subscriber(RoomCompactionDue, external=True)
async def compact_room(event: RoomCompactionDue, ctx: ExternalContext) -> None:
    """Make a room's updates its snapshot; their authors and times are recorded."""

    async def read(work: UnitOfWork) -> RoomState:
        return await RoomState.read(work, event.room_id, MAX_UPDATES)

    seen = await ctx.prepare(read)
    taken = RoomState(seen.snapshot, _fitting(seen.updates))
    merged = await taken.merged(ctx.files)
    file: FileRef | None = None
    if len(merged) > MAX_INLINE:
        file = await ctx.files.put_content(f"rooms/{event.room_id}", merged)

    async def replace(work: UnitOfWork) -> None:
        snapshots, updates = RoomSnapshotRepository(work), RoomUpdateRepository(work)
        before = await snapshots.find(event.room_id)
        there = [each for each in await updates.get_many([each.id for each in taken.updates]) if each is not None]
        if before != taken.snapshot or not there or len(there) < len(taken.updates):
            return
        snapshot = RoomSnapshot(
            id=event.room_id,
            generation=taken.generation + 1,
            state=None if file else merged,
            file=file,
            compacted_at=work.now,
        )
        await snapshots.put(snapshot)
        if before is not None and before.file is not None and before.file != file:
            deleted = FileDeleted(file_id=before.id, path=before.file.path, size=before.file.size)
            work.emit(deleted, at=work.now + SUPERSEDED_FOR)
        RoomRecordRepository(work).add(_record(snapshot, there))
        for each in there:
            updates.remove(each)
        rooms = RoomRepository(work)
        room = await rooms.find(event.room_id)
        if room is not None and len(merged) > MAX_STATE and not room.is_full:
            rooms.save(room.with_(is_full=True))

    await ctx.finish(replace)


def _fitting(updates: Sequence[RoomUpdate]) -> list[RoomUpdate]:
    """Return the first updates, as many as one record holds."""
    fitting: list[RoomUpdate] = []
    size = 0
    for each in updates:
        size += len(each.update) + 200
        if fitting and size > MAX_INLINE:
            break
        fitting.append(each)
    return fitting


def _record(snapshot: RoomSnapshot, updates: Sequence[RoomUpdate]) -> RoomRecord:
    return RoomRecord(
        id=f"{snapshot.id}:{snapshot.generation}",
        room_id=snapshot.id,
        generation=snapshot.generation,
        updates=tuple(
            RecordedUpdate(author=each.author, saved_at=each.saved_at, update=each.update) for each in updates
        ),
    )
