"""An earlier version is made active again: as a new one, so that the history says what agents knew when."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.events import KnowledgePublished
from shared.domain.knowledge.model import KnowledgeVersion, Note, version_id
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeVersionRepository
from shared.domain.knowledge.schemas import KnowledgeVersionView
from shared.domain.knowledge.versions import Versions
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RollbackKnowledge(Request):
    """Of which app, to which version, and why."""

    app_id: Identifier
    version: Annotated[int, Field(ge=1)]
    note: Note = ""


def _base_path(request: RollbackKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/rollback",
    permission=Permission.KNOWLEDGE_APPROVE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    idempotent=True,
    errors=(NotFound, FailedPrecondition),
    status=201,
)
async def rollback_knowledge(request: RollbackKnowledge, ctx: CommandContext) -> KnowledgeVersionView:
    """Make what an earlier version held active at once; the draft stays, and must be submitted again."""
    app = await AppRepository(ctx.work).get(request.app_id)
    bases = KnowledgeBaseRepository(ctx.work)
    base = await bases.of(app.id)
    earlier = await Versions(ctx.work, base.id).get(request.version)
    number = base.active_version + 1
    version = KnowledgeVersion(
        id=version_id(base.id, number),
        app_id=base.id,
        number=number,
        pages=earlier.pages,
        note=request.note,
        approved_by=ctx.author,
        restored=earlier.number,
        created_at=ctx.now,
    )
    bases.save(base.rolled_back(number))
    KnowledgeVersionRepository(ctx.work).add(version)
    ctx.work.emit(KnowledgePublished(app_id=base.id, version=number))
    return KnowledgeVersionView.of(version)
