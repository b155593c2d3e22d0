"""The history of a set of cases."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.cards.case_sets import CaseSetVersionSummary
from shared.domain.cards.repository import CASE_SET_VERSION_LIST, CaseSetRepository, CaseSetVersionRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListCaseSetVersions(ListRequest):
    """Of which set."""

    case_set_id: Identifier


@query(
    "GET /v1/case-sets/{caseSetId}/versions",
    permission=Permission.CARDS_READ,
    loads=Loads(CaseSetRepository, "case_set_id", tagged=False),
    lists=CASE_SET_VERSION_LIST,
)
async def list_case_set_versions(request: ListCaseSetVersions, ctx: QueryContext) -> Page[CaseSetVersionSummary]:
    """List the versions of a set of cases, the latest first."""
    case_set = await CaseSetRepository(ctx.reads).get(request.case_set_id)
    versions = CaseSetVersionRepository(ctx.reads)
    page = await versions.page(CASE_SET_VERSION_LIST, request.page(), {"caseSetId": case_set.id})
    return page.with_items([CaseSetVersionSummary.of(version) for version in page.items])
