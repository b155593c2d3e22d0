"""Which systems tell this tenant what happens there."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.inbound.repository import INBOUND_SOURCE_LIST, InboundSourceRepository
from shared.domain.inbound.schemas import InboundSourceView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListInboundSources(ListRequest):
    """All of them, the revoked ones as well."""


@query("GET /v1/inbound-sources", permission=Permission.WEBHOOKS_MANAGE, lists=INBOUND_SOURCE_LIST)
async def list_inbound_sources(request: ListInboundSources, ctx: QueryContext) -> Page[InboundSourceView]:
    """List sources of inbound webhooks, newest first."""
    page = await InboundSourceRepository(ctx.reads).page(INBOUND_SOURCE_LIST, request.page())
    return page.with_items([InboundSourceView.of(source) for source in page.items])
