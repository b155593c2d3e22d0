"""An app's accepted cases become a version of a set of cases: runs, baselines and comparisons are those of any set."""

import hashlib

from pydantic import ValidationError

from shared.auth.permissions import Permission
from shared.domain.app_cases.model import MAX_PUBLISHED, Folder
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.apps.model import App
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.case_sets import CaseSet, CaseSetVersion, CaseSetVersionView
from shared.domain.cards.cases import Case, CaseSetContent
from shared.domain.cards.events import CaseSetChanged, CaseSetVersionSaved
from shared.domain.cards.model import version_id
from shared.domain.cards.repository import CaseSetRepository, CaseSetVersionRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class PublishAppCases(Request):
    """Which app's, and of which folder; without one those of all folders together."""

    app_id: Identifier
    folder: Folder | None = None


@command(
    "POST /v1/apps/{appId}/cases/publications",
    permission=Permission.APP_CASES_WRITE,
    idempotent=True,
    loads=Loads(
        AppRepository,
        "app_id",
        beside=lambda request: [CaseSetRepository.path(_set_id(request.app_id, request.folder))],
        tagged=False,
    ),
    errors=(FailedPrecondition,),
    status=201,
)
async def publish_app_cases(request: PublishAppCases, ctx: CommandContext) -> CaseSetVersionView:
    """Save the accepted cases as the next version of the folder's set; without a change the latest is answered."""
    app = await AppRepository(ctx.work).get(request.app_id)
    content = await _content(request, app, ctx)
    sets, versions = CaseSetRepository(ctx.work), CaseSetVersionRepository(ctx.work)
    id = _set_id(app.id, request.folder)
    known = await sets.find(id)
    if known is not None and known.saved and known.content == content:
        return CaseSetVersionView.of(await versions.get(version_id(id, known.versions)))
    before = known or CaseSet(id=id, content=content, created_by=ctx.author, created_at=ctx.now, updated_at=ctx.now)
    case_set = before.edited(content, at=ctx.now).versioned(at=ctx.now)
    version = CaseSetVersion(
        id=version_id(id, case_set.versions),
        case_set_id=id,
        number=case_set.versions,
        content=content,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    await sets.put(case_set)
    versions.add(version)
    ctx.work.emit(CaseSetChanged(case_set_id=id))
    ctx.work.emit(CaseSetVersionSaved(case_set_id=id, version=version.number))
    ctx.work.about(caseSetId=id)
    return CaseSetVersionView.of(version)


async def _content(request: PublishAppCases, app: App, ctx: CommandContext) -> CaseSetContent:
    accepted = await AppCaseRepository(ctx.work).accepted(app.id, request.folder, MAX_PUBLISHED + 1)
    if not accepted:
        raise FailedPrecondition("no case is accepted yet", code="no_cases")
    if len(accepted) > MAX_PUBLISHED:
        raise FailedPrecondition(f"a set takes {MAX_PUBLISHED} cases: publish by folder", code="too_many_cases")
    cases = tuple(
        Case(
            description=each.title,
            vars=each.vars,
            assertions=each.assertions,
            threshold=each.threshold,
            metadata={"appCaseId": each.id},
        )
        for each in accepted
    )
    try:
        return CaseSetContent(name=f"{app.name} {request.folder or ''}".strip()[:200], cases=cases)
    except ValidationError as error:
        message = "all of these cases are too large for one set: publish by folder"
        raise FailedPrecondition(message, code="cases_too_large") from error


def _set_id(app_id: str, folder: str | None) -> str:
    named = "" if folder is None else f"-{hashlib.sha256(folder.encode()).hexdigest()[:16]}"
    return f"{app_id}{named}"
