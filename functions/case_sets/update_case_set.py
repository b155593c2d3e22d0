"""Drafts are edited by merge patch; the list of cases is replaced whole."""

from typing import Any

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.cards.case_sets import CaseSetView
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.events import CaseSetChanged
from shared.domain.cards.repository import CaseSetRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Nested, Request, bind_value


class UpdateCaseSet(Request):
    """What changes of the draft, a merge patch."""

    case_set_id: Identifier
    content: dict[str, Any]


class Patched(Nested):
    """The content once it is patched."""

    content: CaseSetContent


@command(
    "PATCH /v1/case-sets/{caseSetId}",
    permission=Permission.CARDS_WRITE,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(FailedPrecondition,),
)
async def update_case_set(request: UpdateCaseSet, ctx: CommandContext) -> CaseSetView:
    """Change the draft of a set of cases."""
    sets = CaseSetRepository(ctx.work)
    case_set = await sets.get(request.case_set_id)
    patched = merge_patch(case_set.content.to_data(), request.content)
    edited = case_set.edited(bind_value(Patched, {"content": patched}).content, at=ctx.now)
    sets.save(edited)
    ctx.work.emit(CaseSetChanged(case_set_id=edited.id))
    return CaseSetView.of(edited)
