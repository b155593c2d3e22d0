"""What one tab sends is kept: one document for each batch, so that a batch sent again changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.collaboration.events import RoomCompactionDue
from shared.domain.collaboration.messages import Sent
from shared.domain.collaboration.model import (
    COMPACT_EVERY,
    PRESENT_FOR,
    Room,
    RoomAwareness,
    RoomUpdate,
    awareness_id,
    update_id,
)
from shared.domain.collaboration.repository import RoomAwarenessRepository, RoomUpdateRepository
from shared.domain.collaboration.schemas import PushedUpdates
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt import documents
from shared.engines.crdt.messages import AwarenessMessage, SyncMessage, SyncStep
from shared.errors import FailedPrecondition


@dataclass(frozen=True, slots=True)
class Batch:
    """What a tab sent under which number, and whose tab it is."""

    sender: str
    number: int
    author: str
    sent: Sent


def batch_paths(room_id: str, sender: str, number: int) -> list[str]:
    """Return what keeping a batch reads, for those who read something else in the same round trip."""
    return [
        RoomUpdateRepository.path(update_id(room_id, sender, number)),
        RoomAwarenessRepository.path(awareness_id(room_id, sender)),
    ]


async def keep(work: UnitOfWork, room: Room, batch: Batch) -> PushedUpdates:
    """Keep a batch in a room, and answer it; raise FailedPrecondition where its number or its tab is taken."""
    update, awareness = batch.sent.update, batch.sent.awareness
    saved_at = await keep_update(work, room, batch, update) if update is not None else work.now
    if awareness is not None:
        await _keep_awareness(work, room, batch, awareness)
    return PushedUpdates(saved_at=saved_at, messages=await _missing(work, room, batch.sent))


async def keep_update(work: UnitOfWork, room: Room, batch: Batch, update: bytes) -> datetime:
    """Keep what was written in a room; return when that was."""
    updates = RoomUpdateRepository(work)
    id = update_id(room.id, batch.sender, batch.number)
    kept = await updates.find(id)
    if kept is not None:
        if (kept.author, kept.update) != (batch.author, update):
            raise FailedPrecondition("this batch's number is taken; count on", code="batch_number_taken")
        return kept.saved_at
    room.require_space()
    made = RoomUpdate(
        id=id,
        room_id=room.id,
        sender=batch.sender,
        number=batch.number,
        author=batch.author,
        update=update,
        saved_at=work.now,
        readers=room.joined_by,
    )
    updates.add(made)
    if batch.number % COMPACT_EVERY == 0:
        work.emit(RoomCompactionDue(room_id=room.id))
    return work.now


async def _keep_awareness(work: UnitOfWork, room: Room, batch: Batch, awareness: AwarenessMessage) -> None:
    tabs = RoomAwarenessRepository(work)
    id = awareness_id(room.id, batch.sender)
    before = await tabs.find(id)
    if before is not None and before.author != batch.author:
        raise FailedPrecondition("this tab is somebody else's", code="sender_taken")
    told = RoomAwareness(
        id=id,
        room_id=room.id,
        sender=batch.sender,
        author=batch.author,
        message=awareness.encoded(),
        expires_at=work.now + PRESENT_FOR,
        readers=room.joined_by,
    )
    await tabs.put(told)


async def _missing(reads: Reads, room: Room, sent: Sent) -> tuple[bytes, ...]:
    if not sent.state_vectors:
        return ()
    state = (await RoomState.read(reads, room.id)).merged_here()
    lacking = [documents.missing(state, each) for each in sent.state_vectors]
    return tuple(SyncMessage(SyncStep.MISSING, each).encoded() for each in lacking)
