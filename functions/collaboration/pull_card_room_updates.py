"""What a card's room holds, for whoever comes in, was offline or can't listen."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository
from shared.domain.collaboration.model import RoomKind, room_id
from shared.domain.collaboration.reading import Cursor, content_of
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.schemas import RoomContent
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class PullCardRoomUpdates(Request):
    """Of which card; `since` is the cursor of the pull before, so that the same snapshot isn't sent again."""

    card_id: Identifier
    since: Cursor | None = None


def _room(request: PullCardRoomUpdates) -> list[str]:
    return [RoomRepository.path(room_id(RoomKind.CARD, request.card_id))]


@query(
    "GET /v1/cards/{cardId}/room/updates",
    permission=Permission.CARDS_READ,
    loads=Loads(CardRepository, "card_id", beside=_room, tagged=False),
    limits=(ROOM,),
    errors=(NotFound,),
)
async def pull_card_room_updates(request: PullCardRoomUpdates, ctx: QueryContext) -> RoomContent:
    """Get what a card's room holds and who is there."""
    room = await RoomRepository(ctx.reads).get(room_id(RoomKind.CARD, request.card_id))
    return await content_of(room, ctx, since=request.since)
