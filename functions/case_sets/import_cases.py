"""A table's rows become the cases of a draft: all of them, or none where a row can't be taken."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.case_tables import read_cases
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class ImportCases(Request):
    """A table as CSV, and whether its cases come after those that are there, not in their place."""

    case_set_id: Identifier
    csv: Annotated[str, StringConstraints(min_length=1, max_length=900_000)]
    append: bool = False


class Imported(Nested):
    """The content with the cases of the table."""

    content: CaseSetContent


@command(
    "POST /v1/case-sets/{caseSetId}/import",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(FailedPrecondition,),
)
async def import_cases(request: ImportCases, ctx: CommandContext) -> CaseSetView:
    """Take the cases of a CSV table into a set's draft."""
    sets = CaseSetRepository(ctx.work)
    case_set = await sets.get(request.case_set_id)
    data = case_set.content.to_data()
    kept = data["cases"] if request.append else ()
    read = read_cases(request.csv.encode())
    content = bind_value(Imported, {"content": {**data, "cases": [*kept, *read]}}).content
    edited = case_set.edited(content, at=ctx.now)
    sets.save(edited)
    ctx.work.emit(CaseSetChanged(case_set_id=edited.id))
    return CaseSetView.of(edited)
