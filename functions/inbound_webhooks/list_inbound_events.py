"""What a source sent in the last 30 days, and what came of it: `unknown` is what Ella has no use for."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.inbound.model import InboundStatus
from shared.domain.inbound.repository import INBOUND_EVENT_LIST, InboundEventRepository, InboundSourceRepository
from shared.domain.inbound.schemas import InboundEventView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListInboundEvents(ListRequest):
    """Which messages."""

    source_id: Identifier
    status: InboundStatus | None = None
    event_type: Identifier | None = None


@query(
    "GET /v1/inbound-sources/{sourceId}/events",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(InboundSourceRepository, "source_id", tagged=False),
    lists=INBOUND_EVENT_LIST,
)
async def list_inbound_events(request: ListInboundEvents, ctx: QueryContext) -> Page[InboundEventView]:
    """List a source's messages, newest first."""
    source = await InboundSourceRepository(ctx.reads).get(request.source_id)
    equals = {"sourceId": source.id, "status": request.status, "eventType": request.event_type}
    page = await InboundEventRepository(ctx.reads).page(INBOUND_EVENT_LIST, request.page(), equals)
    return page.with_items([InboundEventView.of(event) for event in page.items])
