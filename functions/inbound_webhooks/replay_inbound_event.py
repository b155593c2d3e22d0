"""A stored message is handled again, as after what it was refused for was put right; its effect comes once anyway."""

from shared.auth.permissions import Permission
from shared.domain.inbound.handling import replay
from shared.domain.inbound.repository import InboundEventRepository, InboundSourceRepository
from shared.domain.inbound.schemas import InboundEventView
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReplayInboundEvent(Request):
    """Which message of which source."""

    source_id: Identifier
    event_id: Identifier


def _event_path(request: ReplayInboundEvent) -> list[str]:
    return [InboundEventRepository.path(request.event_id)]


@command(
    "POST /v1/inbound-sources/{sourceId}/events/{eventId}/replay",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(InboundSourceRepository, "source_id", beside=_event_path),
    errors=(FailedPrecondition,),
    status=202,
)
async def replay_inbound_event(request: ReplayInboundEvent, ctx: CommandContext) -> InboundEventView:
    """Have a message of a known type handled again."""
    event = await InboundEventRepository(ctx.work).get(request.event_id)
    if event.source_id != request.source_id or ctx.now >= event.expires_at:
        raise NotFound("there is no such message", code="inbound_event_not_found")
    return InboundEventView.of(replay(ctx.work, event))
