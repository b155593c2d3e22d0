"""What a room holds, for whoever comes in, was offline or can't listen; what is there already changes nothing."""

from datetime import timedelta
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.collaboration.repository import RoomAwarenessRepository, RoomRepository
from shared.domain.collaboration.schemas import RoomContent, RoomView, SentMessage
from shared.domain.collaboration.states import RoomState
from shared.engines.crdt.messages import SyncMessage, SyncStep
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ROOM
from shared.runtime.requests import Identifier, Request

URL_LIFETIME = timedelta(minutes=15)


class PullRoomUpdates(Request):
    """Of which room; `since` is the cursor of the pull before, so that the same snapshot isn't sent again."""

    room_id: Identifier
    since: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}$")] | None = None


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
    tabs = await RoomAwarenessRepository(ctx.reads).of_room(room.id)
    state = await RoomState.read(ctx.reads, room.id)
    cursor = str(state.generation)
    snapshot = state.snapshot if cursor != request.since else None
    url = None
    if snapshot is not None and snapshot.file is not None:
        url = await ctx.signed_download(snapshot.file.path, expires_in=URL_LIFETIME, filename="snapshot")
    return RoomContent(
        room=RoomView.of(room),
        cursor=cursor,
        snapshot=snapshot.state if snapshot else None,
        snapshot_url=url,
        updates=tuple(
            SentMessage(
                id=each.id,
                author=each.author,
                at=each.saved_at,
                message=SyncMessage(SyncStep.UPDATE, each.update).encoded(),
            )
            for each in state.updates
        ),
        awareness=tuple(
            SentMessage(id=each.id, author=each.author, at=each.expires_at, message=each.message)
            for each in tabs
            if each.expires_at > ctx.now
        ),
    )
