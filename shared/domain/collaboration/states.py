"""What a room holds: its snapshot, and what was written since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.data.unit_of_work import Reads
from shared.domain.collaboration.model import FIRST_SENDER, MAX_STATE, RecordedUpdate, Room, RoomSnapshot, RoomUpdate
from shared.domain.collaboration.repository import RoomRecordRepository, RoomSnapshotRepository, RoomUpdateRepository
from shared.engines.crdt import documents
from shared.errors import FailedPrecondition
from shared.ports.files import TenantFiles

MAX_RECORDS = 10
"""How many records, of up to half a megabyte, are read to say who wrote."""


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room's snapshot and the updates behind it."""

    snapshot: RoomSnapshot | None
    updates: Sequence[RoomUpdate]

    @classmethod
    async def read(cls, reads: Reads, room_id: str, limit: int | None = None) -> "RoomState":
        """Read a room, the snapshot last: what a compaction takes away in between is in it, and nothing is missed."""
        updates = await RoomUpdateRepository(reads).of_room(room_id, limit)
        return cls(await RoomSnapshotRepository(reads).find(room_id), updates)

    @property
    def generation(self) -> int:
        """How often the room was compacted."""
        return self.snapshot.generation if self.snapshot else 0

    async def last_written(self, reads: Reads, room_id: str) -> datetime | None:
        """Return when somebody last wrote in the room; None where it holds only what it began with."""
        written = [each.saved_at for each in self.updates if each.sender != FIRST_SENDER]
        if not written and self.snapshot is not None:
            record = await RoomRecordRepository(reads).find(f"{room_id}:{self.snapshot.generation}")
            written = [each.saved_at for each in record.updates] if record else [self.snapshot.compacted_at]
        return max(written, default=None)

    async def written_since(self, reads: Reads, room: Room) -> list[RecordedUpdate]:
        """Return what was written since the room was last in step, without its updates' bytes, the oldest first."""
        first = max(room.in_step_generation, self.generation - MAX_RECORDS) + 1
        ids = [f"{room.id}:{generation}" for generation in range(first, self.generation + 1)]
        records = [each for each in await RoomRecordRepository(reads).get_many(ids) if each is not None]
        recorded = [update for record in records for update in record.updates]
        pending = [RecordedUpdate(author=each.author, saved_at=each.saved_at, update=b"") for each in self.updates]
        since = room.in_step_until
        return [each.with_(update=b"") for each in (*recorded, *pending) if since is None or each.saved_at > since]

    def merged_here(self) -> bytes:
        """Return all of it as one update; raise FailedPrecondition where the snapshot is a file."""
        if self.snapshot is not None and self.snapshot.state is None:
            message = "the room's snapshot is a file; pull the room's updates instead"
            raise FailedPrecondition(message, code="room_snapshot_in_file")
        return self._merged((self.snapshot.state if self.snapshot else None) or documents.EMPTY)

    async def merged(self, files: TenantFiles) -> bytes:
        """Return all of it as one update."""
        if self.snapshot is not None and self.snapshot.file is not None:
            return self._merged(await files.get(self.snapshot.file.path, max_bytes=MAX_STATE * 2))
        return self.merged_here()

    def _merged(self, state: bytes) -> bytes:
        return documents.merged([state, *(each.update for each in self.updates)])
