"""What somebody wrote in a room is kept: one document for each batch, so that a batch sent again changes nothing."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.auth.caller import Candidate
from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.collaboration.events import RoomCompactionDue
from shared.domain.collaboration.messages import MAX_MESSAGES, MessageText, Sent, read_messages
from shared.domain.collaboration.model import (
    COMPACT_EVERY,
    PRESENT_FOR,
    BatchNumber,
    Room,
    RoomAwareness,
    RoomUpdate,
    SenderId,
    awareness_id,
    subject_of,
    update_id,
)
from shared.domain.collaboration.repository import RoomAwarenessRepository, RoomRepository, RoomUpdateRepository
from shared.domain.collaboration.schemas import Bytes
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt import documents
from shared.engines.crdt.messages import SyncMessage, SyncStep
from shared.errors import FailedPrecondition, PayloadTooLarge
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class PushRoomUpdates(Request):
    """Messages of y-protocols in base64: one batch of a tab, which numbers its batches with updates from 1."""

    room_id: Identifier
    sender: SenderId
    number: BatchNumber
    messages: Annotated[tuple[MessageText, ...], Field(min_length=1, max_length=MAX_MESSAGES)]


class PushedUpdates(FrozenModel):
    """When the batch was kept, and a message for each state vector that was sent: what its sender lacks."""

    saved_at: datetime
    messages: tuple[Bytes, ...]


def _attempt_id(room_id: str) -> str:
    return subject_of(room_id).partition(":")[0]


def _paths(request: PushRoomUpdates) -> list[str]:
    paths = [
        RoomUpdateRepository.path(update_id(request.room_id, request.sender, request.number)),
        RoomAwarenessRepository.path(awareness_id(request.room_id, request.sender)),
    ]
    attempt_id = _attempt_id(request.room_id)
    return [*paths, AttemptRepository.path(attempt_id)] if attempt_id else paths


@command(
    "POST /v1/rooms/{roomId}/updates",
    permission=Permission.ROOMS_USE,
    loads=Loads(RoomRepository, "room_id", beside=_paths),
    audited=False,
    limits=(ROOM,),
    errors=(FailedPrecondition, PayloadTooLarge),
    runtime=Runtime.ASSESSMENT,
)
async def push_room_updates(request: PushRoomUpdates, ctx: CommandContext) -> PushedUpdates:
    """Keep what was written in a room, and tell who is there."""
    rooms = RoomRepository(ctx.work)
    room = await rooms.get(request.room_id)
    by = room.participant(ctx.caller.user_id if isinstance(ctx.caller, Candidate) else ctx.member.user_id)
    sent = read_messages(request.messages, by)
    attempts = AttemptRepository(ctx.work)
    attempt = await attempts.get(_attempt_id(room.id))
    attempt.require_writable(at=ctx.now)
    attempt.timetable.require_running(attempt.question(subject_of(room.id).partition(":")[2]).section, at=ctx.now)
    saved_at = await _keep_update(request, room, sent.update, ctx) if sent.update is not None else ctx.now
    await _keep_awareness(request, room, sent, ctx)
    if ctx.work.changed:
        attempts.hold(attempt)
        rooms.hold(room)
    return PushedUpdates(saved_at=saved_at, messages=await _missing(room, sent, ctx))


async def _keep_update(request: PushRoomUpdates, room: Room, update: bytes, ctx: CommandContext) -> datetime:
    updates = RoomUpdateRepository(ctx.work)
    id = update_id(room.id, request.sender, request.number)
    kept = await updates.find(id)
    if kept is not None:
        if (kept.author, kept.update) != (ctx.caller.principal, update):
            raise FailedPrecondition("this batch's number is taken; count on", code="batch_number_taken")
        return kept.saved_at
    room.require_space()
    made = RoomUpdate(
        id=id,
        room_id=room.id,
        sender=request.sender,
        number=request.number,
        author=ctx.caller.principal,
        update=update,
        saved_at=ctx.now,
        readers=room.joined_by,
    )
    updates.add(made)
    if request.number % COMPACT_EVERY == 0:
        ctx.work.emit(RoomCompactionDue(room_id=room.id))
    return ctx.now


async def _keep_awareness(request: PushRoomUpdates, room: Room, sent: Sent, ctx: CommandContext) -> None:
    if sent.awareness is None:
        return
    tabs = RoomAwarenessRepository(ctx.work)
    id = awareness_id(room.id, request.sender)
    before = await tabs.find(id)
    if before is not None and before.author != ctx.caller.principal:
        raise FailedPrecondition("this tab is somebody else's", code="sender_taken")
    told = RoomAwareness(
        id=id,
        room_id=room.id,
        sender=request.sender,
        author=ctx.caller.principal,
        message=sent.awareness.encoded(),
        expires_at=ctx.now + PRESENT_FOR,
        readers=room.joined_by,
    )
    await tabs.put(told)


async def _missing(room: Room, sent: Sent, ctx: CommandContext) -> tuple[bytes, ...]:
    if not sent.state_vectors:
        return ()
    state = (await RoomState.read(ctx.work, room.id)).merged_here()
    lacking = [documents.missing(state, each) for each in sent.state_vectors]
    return tuple(SyncMessage(SyncStep.MISSING, each).encoded() for each in lacking)
