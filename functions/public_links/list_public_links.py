"""Which links there are, and how many of their places are taken."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.invitations.repository import PUBLIC_LINK_LIST, PublicLinkRepository
from shared.domain.invitations.schemas import PublicLinkView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListPublicLinks(ListRequest):
    """Which links."""

    assessment_id: Identifier | None = None


@query("GET /v1/public-links", permission=Permission.INVITATIONS_READ, lists=PUBLIC_LINK_LIST)
async def list_public_links(request: ListPublicLinks, ctx: QueryContext) -> Page[PublicLinkView]:
    """List public links, newest first."""
    equals = {"assessmentId": request.assessment_id}
    page = await PublicLinkRepository(ctx.reads).page(PUBLIC_LINK_LIST, request.page(), equals)
    url, tenant_id = ctx.config.public_url, ctx.reads.tenant_id
    return page.with_items([PublicLinkView.of(link, url, tenant_id) for link in page.items])
