"""The sets of cases of a tenant."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.case_sets import CaseSetSummary
from shared.domain.cards.model import CardStatus
from shared.domain.cards.repository import CASE_SET_LIST, CaseSetRepository
from shared.engines.labels import Label
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListCaseSets(ListRequest):
    """Which sets: those in use unless another status is asked for."""

    status: CardStatus = CardStatus.ACTIVE
    tag: Label | None = None


@query("GET /v1/case-sets", permission=Permission.CARDS_READ, lists=CASE_SET_LIST)
async def list_case_sets(request: ListCaseSets, ctx: QueryContext) -> Page[CaseSetSummary]:
    """List sets of cases, newest first."""
    equals = {"status": request.status, "content.tags": request.tag}
    page = await CaseSetRepository(ctx.reads).page(CASE_SET_LIST, request.page(), equals)
    return page.with_items([CaseSetSummary.of(each) for each in page.items])
