"""What was written together becomes the card's draft, once it is a card again; until then the room keeps it."""

import asyncio
from dataclasses import dataclass

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.changes import CardChangeKind, changed_fields, writers_of
from shared.domain.cards.content import CardContent
from shared.domain.cards.documents import fingerprint, from_yaml
from shared.domain.cards.events import CardChanged
from shared.domain.cards.model import Card
from shared.domain.cards.repository import CardRepository, keep_change
from shared.domain.cards.schemas import CardView
from shared.domain.collaboration.model import RecordedUpdate, Room, RoomKind, room_id
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.documents import text_of
from shared.errors import Aborted, FailedPrecondition, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class SaveCardRoom(Request):
    """Of which card; `overwrite` replaces a draft that was changed past the room."""

    card_id: Identifier
    overwrite: bool = False


class Written(Nested):
    """The content that the room's text is."""

    content: CardContent


@dataclass(frozen=True, slots=True)
class Found:
    """A card and its room."""

    card: Card
    room: Room

    @classmethod
    async def read(cls, work: UnitOfWork, card_id: str) -> "Found":
        """Read both; raise FailedPrecondition where the card is archived."""
        card = await CardRepository(work).get(card_id)
        card.require_active()
        return cls(card, await RoomRepository(work).get(room_id(RoomKind.CARD, card_id)))


@command(
    "POST /v1/cards/{cardId}/room/save",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CardRepository, "card_id"),
    external=True,
    limits=(ROOM,),
    errors=(NotFound, FailedPrecondition, Aborted),
)
async def save_card_room(request: SaveCardRoom, ctx: ExternalContext) -> CardView:
    """Make a room's text the card's draft; text that is no card is refused, and stays in the room."""

    async def read(work: UnitOfWork) -> tuple[RoomState, list[RecordedUpdate]]:
        found = await Found.read(work, request.card_id)
        state = await RoomState.read(work, found.room.id)
        return state, await state.written_since(work, found.room)

    held, written = await ctx.prepare(read)
    state = await held.merged(ctx.files)
    # A long document takes seconds to read.
    data = await asyncio.to_thread(lambda: from_yaml(text_of(state)))
    content = bind_value(Written, {"content": data}).content

    async def save(work: UnitOfWork) -> CardView:
        found = await Found.read(work, request.card_id)
        card, room = found.card, found.room
        if content != card.content:
            if fingerprint(card.content) != room.in_step_with and not request.overwrite:
                message = "the draft was changed past the room; take that over, then save with overwrite"
                raise Aborted(message, code="card_draft_changed")
            card = card.edited(content, at=ctx.now)
            CardRepository(work).save(card)
            work.emit(CardChanged(card_id=card.id))
            writers = writers_of(each.author for each in written)
            fields = changed_fields(found.card.content, content)
            keep_change(work, card.id, CardChangeKind.DRAFT_EDITED, ctx.author, fields=fields, writers=writers)
        if room.in_step_with != fingerprint(content):
            until = max((each.saved_at for each in written), default=room.in_step_until)
            step = {"in_step_with": fingerprint(content), "in_step_until": until, "in_step_generation": held.generation}
            RoomRepository(work).save(room.with_(**step))
        return CardView.of(card)

    return await ctx.finish(save)
