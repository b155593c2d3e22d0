"""A copy is a set of its own: nothing that happens to either changes the other."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSet, CaseSetView
from shared.domain.cards.content import Name
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DuplicateCaseSet(Request):
    """Of which version, the draft unless one is named, and what the copy is called."""

    case_set_id: Identifier
    version: Annotated[int, Field(ge=1)] | None = None
    name: Name | None = None


@command(
    "POST /v1/case-sets/{caseSetId}/duplicate",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(NotFound,),
    status=201,
)
async def duplicate_case_set(request: DuplicateCaseSet, ctx: CommandContext) -> CaseSetView:
    """Make a set of cases of another, or of one of its versions."""
    sets = CaseSetRepository(ctx.work)
    case_set = await sets.get(request.case_set_id)
    source = await CaseSetVersionRepository(ctx.work).of(case_set, request.version)
    content = source.content if request.name is None else source.content.with_(name=request.name)
    copy = CaseSet(id=ctx.new_id(), content=content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now)
    sets.add(copy)
    ctx.work.emit(CaseSetChanged(case_set_id=copy.id))
    ctx.work.about(caseSetId=copy.id)
    return CaseSetView.of(copy)
