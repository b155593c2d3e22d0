"""Rooms in which several people edit one text: who is in one, what each of them wrote, and who is there now.

What is written is a Yjs update, and each batch of it a document of its own, so that nobody waits for anybody and no
document is written often. From time to time they become one snapshot and one record, which keeps who wrote what when.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, computed_field

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.ports.files import FileRef

PRESENT_FOR = timedelta(seconds=30)
"""How long somebody is taken to be there after they last said so."""

FIRST_SENDER = "answer"
"""Who is named as the sender of what a room begins with."""

COMPACT_EVERY = 50
"""How many batches of one tab lead to a compaction."""

MAX_INLINE = 500_000
"""The most bytes of a snapshot that a document holds."""

MAX_STATE = 4_000_000
"""The most bytes a room's snapshot may have."""

SenderId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""A tab, as its client names it."""

BatchNumber = Annotated[int, Field(ge=1, lt=2**53)]


class RoomKind(StrEnum):
    """What is written together: a candidate's answer, or a card's draft."""

    ANSWER = "answer"
    CARD = "card"


class RoomRole(StrEnum):
    """Who somebody is in a room."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    EDITOR = "editor"
    WATCHER = "watcher"


class Participant(FrozenModel):
    """Somebody who was in the room; a candidate's name is not kept here."""

    user_id: str
    role: RoomRole
    name: str
    joined_at: datetime
    left_at: datetime | None = None


class Room(Entity):
    """A text that several people edit. The id is `kind:subjectId`; `invitation_id` is its candidate's, if any.

    `language` is a program's, once somebody has said it. `in_step_with` names what was edited when the text was last
    made of it, or it of the text; `in_step_until` is when the last of that was written, and `in_step_generation` the
    room's snapshot then.
    """

    kind: RoomKind
    subject_id: str
    invitation_id: str = ""
    in_step_with: str = ""
    in_step_until: datetime | None = None
    in_step_generation: int = 0
    participants: tuple[Participant, ...] = ()
    opened_at: datetime
    is_full: bool = False
    language: str | None = None

    @classmethod
    def opened(cls, kind: RoomKind, subject_id: str, invitation_id: str = "", *, at: datetime) -> Self:
        """Return a new room, with nobody in it."""
        id = room_id(kind, subject_id)
        return cls(id=id, kind=kind, subject_id=subject_id, invitation_id=invitation_id, opened_at=at)

    @computed_field
    @property
    def joined_by(self) -> tuple[str, ...]:
        """Who is in the room, stored so that it says who may read and write."""
        return tuple(each.user_id for each in self.participants if each.left_at is None)

    def participant(self, user_id: str) -> Participant:
        """Return somebody who is in the room; raise FailedPrecondition for who has not opened it, or has left."""
        for each in self.participants:
            if each.user_id == user_id and each.left_at is None:
                return each
        raise FailedPrecondition("open the room first", code="room_not_opened")

    def visitor(self, user_id: str, role: RoomRole, *, at: datetime) -> Participant:
        """Return somebody who may be in the room without having opened it; nobody learns their name."""
        if user_id in self.joined_by:
            return self.participant(user_id)
        return Participant(user_id=user_id, role=role, name="", joined_at=at)

    def joined(self, user_id: str, role: RoomRole, name: str, *, at: datetime) -> Self:
        """Return the room with somebody in it; itself where they are already, as who they are."""
        if any((each.user_id, each.role, each.left_at) == (user_id, role, None) for each in self.participants):
            return self
        others = tuple(each for each in self.participants if each.user_id != user_id)
        newcomer = Participant(user_id=user_id, role=role, name=name, joined_at=at)
        return self.with_(participants=(*others, newcomer))

    def left(self, user_id: str, *, at: datetime) -> Self:
        """Return the room without somebody."""
        participants = tuple(each.with_(left_at=at) if each.user_id == user_id else each for each in self.participants)
        return self.with_(participants=participants)

    def require_space(self) -> None:
        """Raise FailedPrecondition once the room holds too much."""
        if self.is_full:
            raise FailedPrecondition("this room holds as much as a room can", code="room_full")


class RoomUpdate(Entity):
    """One batch of what one tab wrote. The id is `roomId:sender.number`; `readers` are who may listen to it."""

    room_id: str
    sender: SenderId
    number: BatchNumber
    author: str
    update: bytes
    saved_at: datetime
    readers: tuple[str, ...]


class RoomSnapshot(Entity):
    """What a room's records hold, as one update: here, or in a file. The id is the room's."""

    generation: int
    state: bytes | None = None
    file: FileRef | None = None
    compacted_at: datetime


class RecordedUpdate(FrozenModel):
    """Who wrote an update, and when."""

    author: str
    saved_at: datetime
    update: bytes


class RoomRecord(Entity):
    """The updates that one compaction took into the snapshot. The id is `roomId:generation`."""

    room_id: str
    generation: int
    updates: tuple[RecordedUpdate, ...]


class RoomAwareness(Entity):
    """What one tab tells of its people and cursors. The id is `roomId:sender`; once it has expired, it goes."""

    room_id: str
    sender: SenderId
    author: str
    message: bytes
    expires_at: datetime
    readers: tuple[str, ...]


class TextSession(Entity):
    """A plain text client in a room. The id is `roomId:sender`.

    It has seen the document `seen` at its last `revision`, which it got for `digest`'s operation with what `others` had
    written, so that asking again gets the same answer.
    """

    room_id: str
    sender: SenderId
    author: str
    revision: Annotated[int, Field(ge=0)] = 0
    digest: str = ""
    others: tuple[int | str, ...] = ()
    seen: bytes


def room_id(kind: RoomKind, subject_id: str) -> str:
    """Return the id of the room in which something is edited."""
    return f"{kind.value}:{subject_id}"


def subject_of(room_id: str) -> str:
    """Return the id of what is edited in a room."""
    return room_id.partition(":")[2]


def update_id(room_id: str, sender: str, number: int) -> str:
    """Return the id of one batch."""
    return f"{room_id}:{sender}.{number}"


def awareness_id(room_id: str, sender: str) -> str:
    """Return the id of what one tab tells of itself."""
    return f"{room_id}:{sender}"
