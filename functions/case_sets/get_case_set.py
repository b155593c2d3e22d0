"""One set of cases, for its authors."""

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.repository import CaseSetRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCaseSet(Request):
    """Which set."""

    case_set_id: Identifier


@query("GET /v1/case-sets/{caseSetId}", permission=Permission.CARDS_READ, loads=Loads(CaseSetRepository, "case_set_id"))
async def get_case_set(request: GetCaseSet, ctx: QueryContext) -> CaseSetView:
    """Get a set of cases with its draft."""
    return CaseSetView.of(await CaseSetRepository(ctx.reads).get(request.case_set_id))
