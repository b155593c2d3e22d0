"""The active version becomes searchable; `index_knowledge` makes the index."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeIndexRepository
from shared.domain.operations.schemas import OperationView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.knowledge_indexing import requested
from shared.runtime.requests import Identifier, Request


class BuildRag(Request):
    """Of which app."""

    app_id: Identifier


def _paths(request: BuildRag) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id), KnowledgeIndexRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/build-rag",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_paths, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def build_rag(request: BuildRag, ctx: CommandContext) -> OperationView:
    """Make what is active searchable; an index that is there answers until the new one is complete."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    index = await KnowledgeIndexRepository(ctx.work).of(app.id)
    return OperationView.of(await requested(ctx.work, index, by=ctx.author))
