"""A set that was archived is in use again."""

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreCaseSet(Request):
    """Which set."""

    case_set_id: Identifier


@command(
    "POST /v1/case-sets/{caseSetId}/restore",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(FailedPrecondition,),
)
async def restore_case_set(request: RestoreCaseSet, ctx: CommandContext) -> CaseSetView:
    """Take an archived set of cases back into use."""
    sets = CaseSetRepository(ctx.work)
    case_set = (await sets.get(request.case_set_id)).restored(at=ctx.now)
    sets.save(case_set)
    ctx.work.emit(CaseSetChanged(case_set_id=case_set.id))
    return CaseSetView.of(case_set)
