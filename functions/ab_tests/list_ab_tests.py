"""The A/B tests of a tenant."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.ab_tests.model import AbTestStatus
from shared.domain.ab_tests.repository import AB_TEST_LIST, AbTestRepository
from shared.domain.ab_tests.schemas import AbTestView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListAbTests(ListRequest):
    """Of which card and status; all of them without."""

    card_id: Identifier | None = None
    status: AbTestStatus | None = None


@query("GET /v1/ab-tests", permission=Permission.CARDS_READ, lists=AB_TEST_LIST)
async def list_ab_tests(request: ListAbTests, ctx: QueryContext) -> Page[AbTestView]:
    """List A/B tests, newest first."""
    equals = {"cardId": request.card_id, "status": request.status}
    page = await AbTestRepository(ctx.reads).page(AB_TEST_LIST, request.page(), equals)
    return page.with_items([AbTestView.of(test) for test in page.items])
