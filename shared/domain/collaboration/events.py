"""What happens to rooms."""

from typing import ClassVar

from shared.events.event import Event


class ClosedRoomsDue(Event):
    """An attempt that was written in pairs is closed; what its rooms hold is to be saved before it is scored."""

    type: ClassVar[str] = "collaboration.rooms.closed.v1"
    attempt_id: str


class RoomCompactionDue(Event):
    """A room has many updates that are to become one snapshot."""

    type: ClassVar[str] = "collaboration.room.compaction_due.v1"
    room_id: str

    def ordering_key(self) -> str:
        """Return the room's id."""
        return self.room_id
