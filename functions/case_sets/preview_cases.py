"""What a set comes to when it runs: defaults put in, lists expanded."""

from shared.auth.permissions import Permission
from shared.domain.cards.cases import ExpandedCase, expanded
from shared.domain.cards.repository import CaseSetRepository
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

SHOWN = 100


class PreviewCases(Request):
    """Of which set."""

    case_set_id: Identifier


class CasesPreview(FrozenModel):
    """How many cases there are, and the first hundred."""

    total: int
    cases: tuple[ExpandedCase, ...]


@query(
    "GET /v1/case-sets/{caseSetId}/expanded",
    permission=Permission.CARDS_READ,
    loads=Loads(CaseSetRepository, "case_set_id", tagged=False),
)
async def preview_cases(request: PreviewCases, ctx: QueryContext) -> CasesPreview:
    """Get the cases that a set's draft comes to."""
    case_set = await CaseSetRepository(ctx.reads).get(request.case_set_id)
    cases = expanded(case_set.content)
    return CasesPreview(total=len(cases), cases=cases[:SHOWN])
