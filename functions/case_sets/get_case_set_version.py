"""A set of cases as it was saved."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetVersionView
from shared.domain.cards.model import version_id
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCaseSetVersion(Request):
    """Which version."""

    case_set_id: Identifier
    version: Annotated[int, Field(ge=1)]


@query(
    "GET /v1/case-sets/{caseSetId}/versions/{version}",
    permission=Permission.CARDS_READ,
    loads=Loads(CaseSetRepository, "case_set_id", tagged=False),
    errors=(NotFound,),
)
async def get_case_set_version(request: GetCaseSetVersion, ctx: QueryContext) -> CaseSetVersionView:
    """Get a version of a set of cases."""
    id = version_id(request.case_set_id, request.version)
    return CaseSetVersionView.of(await CaseSetVersionRepository(ctx.reads).get(id))
