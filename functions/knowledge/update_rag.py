"""The index follows the active version; `index_knowledge` embeds what is new in it and nothing else."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeIndexRepository
from shared.domain.operations.schemas import OperationView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.knowledge_indexing import requested
from shared.runtime.requests import Identifier, Request


class UpdateRag(Request):
    """Of which app."""

    app_id: Identifier


def _paths(request: UpdateRag) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id), KnowledgeIndexRepository.path(request.app_id)]


@command(
    "POST /v1/apps/{appId}/kb/update-rag",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_paths, tagged=False),
    idempotent=True,
    errors=(FailedPrecondition,),
    status=202,
)
async def update_rag(request: UpdateRag, ctx: CommandContext) -> OperationView:
    """Bring the index up to what is active, with the model it has; it answers as it is until that is done."""
    app = await AppRepository(ctx.work).get(request.app_id)
    app.require_active()
    index = await KnowledgeIndexRepository(ctx.work).of(app.id)
    if index.slot is None:
        raise FailedPrecondition("there is no index yet; build it first", code="rag_not_built")
    return OperationView.of(await requested(ctx.work, index, index.embedding, by=ctx.author))
