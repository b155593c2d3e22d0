"""Who leaves a room hears no more of it; what they wrote stays."""

from shared.auth.caller import Candidate
from shared.auth.permissions import Permission
from shared.domain.collaboration.model import SenderId, awareness_id
from shared.domain.collaboration.repository import RoomAwarenessRepository, RoomRepository
from shared.domain.collaboration.schemas import RoomView
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class LeaveRoom(Request):
    """Which room, and the tab whose presence ends."""

    room_id: Identifier
    sender: SenderId


def _awareness(request: LeaveRoom) -> list[str]:
    return [RoomAwarenessRepository.path(awareness_id(request.room_id, request.sender))]


@command(
    "POST /v1/rooms/{roomId}/leave",
    permission=Permission.ROOMS_USE,
    loads=Loads(RoomRepository, "room_id", beside=_awareness),
    limits=(ROOM,),
    runtime=Runtime.ASSESSMENT,
)
async def leave_room(request: LeaveRoom, ctx: CommandContext) -> RoomView:
    """Leave a room; opening it again comes back."""
    rooms, tabs = RoomRepository(ctx.work), RoomAwarenessRepository(ctx.work)
    room = await rooms.get(request.room_id)
    user_id = ctx.caller.user_id if isinstance(ctx.caller, Candidate) else ctx.member.user_id
    if user_id in room.joined_by:
        room = room.left(user_id, at=ctx.now)
        rooms.save(room)
    tab = await tabs.find(awareness_id(room.id, request.sender))
    if tab is not None and tab.author == ctx.caller.principal:
        tabs.remove(tab)
    return RoomView.of(room)
