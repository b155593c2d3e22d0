"""What happens to rooms."""

from typing import ClassVar

from shared.events.event import Event


class RoomCompactionDue(Event):
    """A room has many updates that are to become one snapshot."""

    type: ClassVar[str] = "collaboration.room.compaction_due.v1"
    room_id: str

    def ordering_key(self) -> str:
        """Return the room's id."""
        return self.room_id
