"""Where rooms, what was written in them and who is there are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import StoreQuery
from shared.domain.collaboration.model import Room, RoomAwareness, RoomRecord, RoomSnapshot, RoomUpdate, TextSession

ROOM_UPDATES = QueryShape("roomUpdates", equals=("roomId",), sorts=(("savedAt",),))
ROOM_AWARENESS = QueryShape("roomAwareness", equals=("roomId",), sorts=(("expiresAt",),))
ROOM_RECORDS = QueryShape("roomRecords", equals=("roomId",), sorts=(("generation",),))


class RoomRepository(Repository[Room]):
    """Rooms, by `kind:subjectId`."""

    collection: ClassVar[str] = "rooms"
    noun: ClassVar[str] = "room"
    model = Room


class RoomUpdateRepository(Repository[RoomUpdate]):
    """What no snapshot holds yet, by `roomId:sender.number`; browsers listen to it."""

    collection: ClassVar[str] = "roomUpdates"
    noun: ClassVar[str] = "room_update"
    model = RoomUpdate

    async def of_room(self, room_id: str, limit: int | None = None) -> list[RoomUpdate]:
        """Return a room's updates, the oldest first."""
        query = StoreQuery(self.collection, ROOM_UPDATES.filters({"roomId": room_id}), ROOM_UPDATES.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class RoomSnapshotRepository(Repository[RoomSnapshot]):
    """Snapshots, by their room's id. Read one after the updates: a compaction moves these into it."""

    collection: ClassVar[str] = "roomSnapshots"
    noun: ClassVar[str] = "room_snapshot"
    model = RoomSnapshot


class RoomRecordRepository(Repository[RoomRecord]):
    """Who wrote what is in the snapshot, by `roomId:generation`."""

    collection: ClassVar[str] = "roomRecords"
    noun: ClassVar[str] = "room_record"
    model = RoomRecord


class RoomAwarenessRepository(Repository[RoomAwareness]):
    """Who is there, by `roomId:sender`; browsers listen to it."""

    collection: ClassVar[str] = "roomAwareness"
    noun: ClassVar[str] = "room_awareness"
    model = RoomAwareness

    async def of_room(self, room_id: str) -> list[RoomAwareness]:
        """Return what each tab told last."""
        query = StoreQuery(self.collection, ROOM_AWARENESS.filters({"roomId": room_id}), ROOM_AWARENESS.orders())
        return [self._entity(document) for document in await self._reads.query(query)]


class TextSessionRepository(Repository[TextSession]):
    """Plain text clients, by `roomId:sender`."""

    collection: ClassVar[str] = "textSessions"
    noun: ClassVar[str] = "text_session"
    model = TextSession
