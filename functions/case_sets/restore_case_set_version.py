"""An earlier version becomes the draft again; saving it makes a version of its own."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.model import version_id
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RestoreCaseSetVersion(Request):
    """Which version."""

    case_set_id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,8}$")]


@command(
    "POST /v1/case-sets/{caseSetId}/versions/{version}/restore",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(NotFound, FailedPrecondition),
)
async def restore_case_set_version(request: RestoreCaseSetVersion, ctx: CommandContext) -> CaseSetView:
    """Make a version's cases the draft."""
    sets = CaseSetRepository(ctx.work)
    case_set = await sets.get(request.case_set_id)
    version = await CaseSetVersionRepository(ctx.work).get(version_id(case_set.id, int(request.version)))
    restored = case_set.drafted(version, at=ctx.now)
    sets.save(restored)
    ctx.work.emit(CaseSetChanged(case_set_id=restored.id))
    return CaseSetView.of(restored)
