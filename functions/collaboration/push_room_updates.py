"""What somebody wrote in a room is kept: one document for each batch, so that a batch sent again changes nothing."""

from typing import Annotated

from pydantic import Field

from shared.auth.caller import Candidate
from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.collaboration.messages import MAX_MESSAGES, MessageText, read_messages
from shared.domain.collaboration.model import BatchNumber, SenderId, subject_of
from shared.domain.collaboration.pushing import Batch, batch_paths, keep
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.schemas import PushedUpdates
from shared.errors import FailedPrecondition, PayloadTooLarge
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


def _attempt_id(room_id: str) -> str:
    return subject_of(room_id).partition(":")[0]


def _paths(request: PushRoomUpdates) -> list[str]:
    paths = batch_paths(request.room_id, request.sender, request.number)
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
    pushed = await keep(ctx.work, room, Batch(request.sender, request.number, ctx.caller.principal, sent))
    if ctx.work.changed:
        attempts.hold(attempt)
        rooms.hold(room)
    return pushed
