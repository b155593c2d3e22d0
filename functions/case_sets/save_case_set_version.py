"""A version is the draft as it stands, kept for good: runs rest on versions."""

from shared.auth.permissions import Permission
from shared.domain.cards.case_sets import CaseSetVersion, CaseSetVersionView
from shared.domain.cards.events import CaseSetVersionSaved
from shared.domain.cards.model import Note, version_id
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SaveCaseSetVersion(Request):
    """Which set, and what is to be said of the version."""

    case_set_id: Identifier
    note: Note = ""


@command(
    "POST /v1/case-sets/{caseSetId}/versions",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(CaseSetRepository, "case_set_id"),
    errors=(FailedPrecondition,),
    status=201,
)
async def save_case_set_version(request: SaveCaseSetVersion, ctx: CommandContext) -> CaseSetVersionView:
    """Save the draft of a set of cases as its next version."""
    sets = CaseSetRepository(ctx.work)
    case_set = (await sets.get(request.case_set_id)).versioned(at=ctx.now)
    version = CaseSetVersion(
        id=version_id(case_set.id, case_set.versions),
        case_set_id=case_set.id,
        number=case_set.versions,
        content=case_set.content,
        note=request.note,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    sets.save(case_set)
    CaseSetVersionRepository(ctx.work).add(version)
    ctx.work.emit(CaseSetVersionSaved(case_set_id=case_set.id, version=version.number))
    return CaseSetVersionView.of(version)
