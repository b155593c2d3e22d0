"""A set's cases as a table for spreadsheets, in which no cell is a formula."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.case_exports import CaseTable, write_cases
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ExportCases(Request):
    """Of which version, the draft unless one is named."""

    case_set_id: Identifier
    version: Annotated[int, Field(ge=1)] | None = None


@query(
    "GET /v1/case-sets/{caseSetId}/export",
    permission=Permission.CARDS_READ,
    loads=Loads(CaseSetRepository, "case_set_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def export_cases(request: ExportCases, ctx: QueryContext) -> CaseTable:
    """Get a set's cases as a CSV table; `import_cases` takes it back."""
    case_set = await CaseSetRepository(ctx.reads).get(request.case_set_id)
    source = await CaseSetVersionRepository(ctx.reads).of(case_set, request.version)
    return write_cases(source.content)
