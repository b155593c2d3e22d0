"""Rooms as those in them see them; bytes are base64."""

import base64
from datetime import datetime
from typing import Annotated

from pydantic import PlainSerializer

from shared.domain.collaboration.model import Participant, RoomKind
from shared.model import FrozenModel, View


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


Bytes = Annotated[bytes, PlainSerializer(_base64, return_type=str)]


class RoomView(View):
    """A room; `joined_by` are who is in it."""

    id: str
    kind: RoomKind
    subject_id: str
    participants: tuple[Participant, ...]
    joined_by: tuple[str, ...]
    opened_at: datetime


class PushedUpdates(FrozenModel):
    """When the batch was kept, and a message for each state vector that was sent: what its sender lacks."""

    saved_at: datetime
    messages: tuple[Bytes, ...]


class SentMessage(FrozenModel):
    """A y-protocols message with who sent it, and when."""

    id: str
    author: str
    at: datetime
    message: Bytes


class RoomContent(FrozenModel):
    """What a room holds: a snapshot, unless `since` names it, what was written behind it, and who is there.

    A large snapshot, as an update, is downloaded from `snapshot_url`. `cursor` names the snapshot.
    """

    room: RoomView
    cursor: str
    snapshot: Bytes | None
    snapshot_url: str | None
    updates: tuple[SentMessage, ...]
    awareness: tuple[SentMessage, ...]
