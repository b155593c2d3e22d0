"""Who asked for a place and did not confirm it is not kept."""

from shared.domain.invitations.events import PlaceRequestStale
from shared.domain.invitations.repository import PlaceRequestRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(PlaceRequestStale)
async def forget_place_request(event: PlaceRequestStale, ctx: SubscriberContext) -> None:
    """Forget a request for a place a day after its last code."""
    requests = PlaceRequestRepository(ctx.work)
    asked = await requests.find(event.request_id)
    if asked is not None and asked.is_stale(at=ctx.now):
        requests.remove(asked)
