"""The authors of a card write its draft together, as YAML; who may only read it watches."""

from shared.auth.caller import Member
from shared.auth.permissions import Permission
from shared.domain.cards.documents import fingerprint, to_yaml
from shared.domain.cards.model import Card
from shared.domain.cards.repository import CardRepository
from shared.domain.collaboration.model import Room, RoomKind, RoomRole, RoomUpdate, room_id, update_id
from shared.domain.collaboration.repository import RoomRepository, RoomUpdateRepository
from shared.domain.collaboration.schemas import RoomView
from shared.domain.tenants.repository import MemberRepository
from shared.engines.crdt.documents import first_text
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request

_FIRST_SENDER = "draft"


class OpenCardRoom(Request):
    """Of which card."""

    card_id: Identifier


def _paths(request: OpenCardRoom) -> list[str]:
    return [RoomRepository.path(room_id(RoomKind.CARD, request.card_id))]


@command(
    "POST /v1/cards/{cardId}/room",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", beside=_paths),
    limits=(ROOM,),
    errors=(FailedPrecondition,),
)
async def open_card_room(request: OpenCardRoom, ctx: CommandContext) -> RoomView:
    """Open the room of a card, and be in it; the draft is its first text."""
    cards, rooms = CardRepository(ctx.work), RoomRepository(ctx.work)
    card = await cards.get(request.card_id)
    card.require_active()
    before = await rooms.find(room_id(RoomKind.CARD, card.id))
    room = before or Room.opened(RoomKind.CARD, card.id, at=ctx.now).with_(in_step_with=fingerprint(card.content))
    role = RoomRole.EDITOR if ctx.holds(Permission.CARDS_WRITE) else RoomRole.WATCHER
    room = room.joined(ctx.author, role, await _name(ctx), at=ctx.now)
    if before is None:
        cards.hold(card)
        rooms.add(room)
        RoomUpdateRepository(ctx.work).add(_first(room, card, ctx))
    elif room != before:
        rooms.save(room)
    return RoomView.of(room)


async def _name(ctx: CommandContext) -> str:
    if not isinstance(ctx.caller, Member):
        return ctx.author
    member = await MemberRepository(ctx.work).find(ctx.caller.user_id)
    return member.display_name if member else ctx.author


def _first(room: Room, card: Card, ctx: CommandContext) -> RoomUpdate:
    return RoomUpdate(
        id=update_id(room.id, _FIRST_SENDER, 1),
        room_id=room.id,
        sender=_FIRST_SENDER,
        number=1,
        author="system:open_card_room",
        update=first_text(to_yaml(card.content)),
        saved_at=ctx.now,
        readers=room.joined_by,
    )
