"""Whom of the platform's staff the tenant lets in, or let in last."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.tenants.support import SUPPORT_GRANT_LIST, SupportGrantRepository, SupportGrantView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListSupportGrants(ListRequest):
    """All of them."""


@query("GET /v1/support-grants", permission=Permission.SUPPORT_GRANTS_MANAGE, lists=SUPPORT_GRANT_LIST)
async def list_support_grants(request: ListSupportGrants, ctx: QueryContext) -> Page[SupportGrantView]:
    """List the last grant of each of the staff, newest first."""
    page = await SupportGrantRepository(ctx.reads).page(SUPPORT_GRANT_LIST, request.page())
    return page.with_items([SupportGrantView.of(grant) for grant in page.items])
