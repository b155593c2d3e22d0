"""What the scanner leaves out."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.injections.model import AllowanceView
from shared.domain.injections.repository import ALLOWANCE_LIST, AllowanceRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAllowances(ListRequest):
    """All of them, or those of one member."""

    created_by: Identifier | None = None


@query("GET /v1/injection-allowances", permission=Permission.CARDS_READ, lists=ALLOWANCE_LIST)
async def list_allowances(request: ListAllowances, ctx: QueryContext) -> Page[AllowanceView]:
    """List the texts that are allowed, the latest first, expired ones as well."""
    equals = {"createdBy": request.created_by} if request.created_by else {}
    page = await AllowanceRepository(ctx.reads).page(ALLOWANCE_LIST, request.page(), equals)
    return page.with_items([AllowanceView.of(allowance) for allowance in page.items])
