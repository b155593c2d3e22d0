"""What whoever comes into a room gets of it, was offline or can't listen; what is there already changes nothing."""

from datetime import datetime, timedelta
from typing import Annotated, Protocol

from pydantic import StringConstraints

from shared.data.unit_of_work import Reads
from shared.domain.collaboration.model import Room
from shared.domain.collaboration.repository import RoomAwarenessRepository
from shared.domain.collaboration.schemas import RoomContent, RoomView, SentMessage
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.messages import SyncMessage, SyncStep

URL_LIFETIME = timedelta(minutes=15)

Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}$")]


class Reading(Protocol):
    """What reads a room."""

    @property
    def reads(self) -> Reads:
        """The tenant's documents."""
        ...

    @property
    def now(self) -> datetime:
        """The call's time."""
        ...

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads one of the tenant's files."""
        ...


async def content_of(room: Room, reading: Reading, *, since: str | None) -> RoomContent:
    """Return what a room holds and who is there; the snapshot only where `since` is not its cursor."""
    tabs = await RoomAwarenessRepository(reading.reads).of_room(room.id)
    state = await RoomState.read(reading.reads, room.id)
    cursor = str(state.generation)
    snapshot = state.snapshot if cursor != since else None
    url = None
    if snapshot is not None and snapshot.file is not None:
        url = await reading.signed_download(snapshot.file.path, expires_in=URL_LIFETIME, filename="snapshot")
    return RoomContent(
        room=RoomView.of(room),
        cursor=cursor,
        snapshot=snapshot.state if snapshot else None,
        snapshot_url=url,
        updates=tuple(
            SentMessage(
                id=each.id,
                author=each.author,
                at=each.saved_at,
                message=SyncMessage(SyncStep.UPDATE, each.update).encoded(),
            )
            for each in state.updates
        ),
        awareness=tuple(
            SentMessage(id=each.id, author=each.author, at=each.expires_at, message=each.message)
            for each in tabs
            if each.expires_at > reading.now
        ),
    )
