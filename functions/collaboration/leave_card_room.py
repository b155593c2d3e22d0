"""Who leaves a card's room hears no more of it; what they wrote stays."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.collaboration.model import RoomKind, SenderId, awareness_id, room_id
from shared.domain.collaboration.repository import RoomAwarenessRepository, RoomRepository
from shared.domain.collaboration.schemas import RoomView
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class LeaveCardRoom(Request):
    """Of which card, and the tab whose presence ends."""

    card_id: Identifier
    sender: SenderId


def _paths(request: LeaveCardRoom) -> list[str]:
    room = room_id(RoomKind.CARD, request.card_id)
    return [RoomRepository.path(room), RoomAwarenessRepository.path(awareness_id(room, request.sender))]


@command(
    "POST /v1/cards/{cardId}/room/leave",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", beside=_paths),
    limits=(ROOM,),
    errors=(NotFound,),
)
async def leave_card_room(request: LeaveCardRoom, ctx: CommandContext) -> RoomView:
    """Leave a card's room; opening it again comes back."""
    rooms, tabs = RoomRepository(ctx.work), RoomAwarenessRepository(ctx.work)
    room = await rooms.get(room_id(RoomKind.CARD, request.card_id))
    if ctx.author in room.joined_by:
        room = room.left(ctx.author, at=ctx.now)
        rooms.save(room)
    tab = await tabs.find(awareness_id(room.id, request.sender))
    if tab is not None and tab.author == ctx.caller.principal:
        tabs.remove(tab)
    return RoomView.of(room)
