"""Sets of cases begin as drafts without a version."""

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSet, CaseSetView
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateCaseSet(Request):
    """The content of a new set."""

    content: CaseSetContent


@command("POST /v1/case-sets", permission=Permission.CARDS_WRITE, idempotent=True, status=201)
async def create_case_set(request: CreateCaseSet, ctx: CommandContext) -> CaseSetView:
    """Create a set of cases."""
    case_set = CaseSet(
        id=ctx.new_id(), content=request.content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now
    )
    CaseSetRepository(ctx.work).add(case_set)
    ctx.work.emit(CaseSetChanged(case_set_id=case_set.id))
    ctx.work.about(caseSetId=case_set.id)
    return CaseSetView.of(case_set)
