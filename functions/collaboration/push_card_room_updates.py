"""What somebody wrote in a card's room is kept, and where their cursor is; who watches only tells the latter."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.collaboration.messages import MAX_MESSAGES, MessageText, read_messages
from shared.domain.collaboration.model import BatchNumber, RoomKind, RoomRole, SenderId, room_id
from shared.domain.collaboration.pushing import Batch, batch_paths, keep
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.schemas import PushedUpdates
from shared.errors import FailedPrecondition, NotFound, PayloadTooLarge, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class PushCardRoomUpdates(Request):
    """Messages of y-protocols in base64: one batch of a tab, which numbers its batches with updates from 1."""

    card_id: Identifier
    sender: SenderId
    number: BatchNumber
    messages: Annotated[tuple[MessageText, ...], Field(min_length=1, max_length=MAX_MESSAGES)]


def _paths(request: PushCardRoomUpdates) -> list[str]:
    room = room_id(RoomKind.CARD, request.card_id)
    return [RoomRepository.path(room), *batch_paths(room, request.sender, request.number)]


@command(
    "POST /v1/cards/{cardId}/room/updates",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", beside=_paths),
    audited=False,
    limits=(ROOM,),
    errors=(NotFound, FailedPrecondition, PayloadTooLarge),
)
async def push_card_room_updates(request: PushCardRoomUpdates, ctx: CommandContext) -> PushedUpdates:
    """Keep what was written in a card's room, and tell who is there."""
    cards, rooms = CardRepository(ctx.work), RoomRepository(ctx.work)
    card = await cards.get(request.card_id)
    room = await rooms.get(room_id(RoomKind.CARD, card.id))
    may_write = ctx.holds(Permission.CARDS_WRITE)
    role = RoomRole.EDITOR if may_write else RoomRole.WATCHER
    sent = read_messages(request.messages, room.visitor(ctx.author, role, at=ctx.now))
    if sent.update is not None and not may_write:
        raise PermissionDenied("you may watch this room, not write in it")
    card.require_active()
    pushed = await keep(ctx.work, room, Batch(request.sender, request.number, ctx.caller.principal, sent))
    if ctx.work.changed:
        cards.hold(card)
        rooms.hold(room)
    return pushed
