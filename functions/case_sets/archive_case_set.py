"""An archived set is neither edited nor saved; its versions can still be read and run."""

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ArchiveCaseSet(Request):
    """Which set."""

    case_set_id: Identifier


@command(
    "POST /v1/case-sets/{caseSetId}/archive",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(FailedPrecondition,),
)
async def archive_case_set(request: ArchiveCaseSet, ctx: CommandContext) -> CaseSetView:
    """Put a set of cases away."""
    sets = CaseSetRepository(ctx.work)
    case_set = (await sets.get(request.case_set_id)).archived(at=ctx.now)
    sets.save(case_set)
    ctx.work.emit(CaseSetChanged(case_set_id=case_set.id))
    return CaseSetView.of(case_set)
