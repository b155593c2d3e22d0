"""What a room holds, for whoever comes in, was offline or can't listen."""

from shared.auth.permissions import Permission
from shared.domain.collaboration.reading import Cursor, content_of
from shared.domain.collaboration.repository import RoomRepository
from shared.domain.collaboration.schemas import RoomContent
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request


class PullRoomUpdates(Request):
    """Of which room; `since` is the cursor of the pull before, so that the same snapshot isn't sent again."""

    room_id: Identifier
    since: Cursor | None = None


@query(
    "GET /v1/rooms/{roomId}/updates",
    permission=Permission.ROOMS_USE,
    loads=Loads(RoomRepository, "room_id", tagged=False),
    limits=(ROOM,),
    runtime=Runtime.ASSESSMENT,
)
async def pull_room_updates(request: PullRoomUpdates, ctx: QueryContext) -> RoomContent:
    """Get what a room holds and who is there."""
    room = await RoomRepository(ctx.reads).get(request.room_id)
    return await content_of(room, ctx, since=request.since)
