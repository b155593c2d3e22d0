"""What can be searched, and whether that is what is active."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.access import require_reach
from shared.domain.knowledge.index_schemas import RagStatus
from shared.domain.knowledge.repository import KnowledgeBaseRepository, KnowledgeIndexRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetRagStatus(Request):
    """Of which app."""

    app_id: Identifier


def _paths(request: GetRagStatus) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id), KnowledgeIndexRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb/rag",
    permission=Permission.KNOWLEDGE_READ,
    loads=Loads(AppRepository, "app_id", beside=_paths, tagged=False),
)
async def get_rag_status(request: GetRagStatus, ctx: QueryContext) -> RagStatus:
    """Show which version of the knowledge can be searched, and which is being indexed."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    require_reach(ctx.caller, app.id)
    base = await KnowledgeBaseRepository(ctx.reads).of(app.id)
    index = await KnowledgeIndexRepository(ctx.reads).of(app.id)
    return RagStatus(
        app_id=app.id,
        version=index.version,
        active_version=base.active_version,
        is_current=index.slot is not None and index.version == base.active_version,
        chunks=index.chunks,
        built_at=index.built_at,
        building_version=index.building_version,
        operation_id=index.operation_id,
        embedding=index.embedding,
        building_embedding=index.building_embedding,
    )
