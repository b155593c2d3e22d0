"""How far an app's knowledge base has come."""

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.access import require_reach
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import KnowledgeBaseView
from shared.domain.knowledge.versions import Versions
from shared.engines.knowledge.items import ItemKind
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetKnowledgeBase(Request):
    """Of which app."""

    app_id: Identifier


def _base_path(request: GetKnowledgeBase) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb",
    permission=Permission.KNOWLEDGE_READ,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
)
async def get_knowledge_base(request: GetKnowledgeBase, ctx: QueryContext) -> KnowledgeBaseView:
    """Show what is active in a knowledge base, and what becomes of its draft."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    require_reach(ctx.caller, app.id)
    base = await KnowledgeBaseRepository(ctx.reads).of(app.id)
    active = await Versions(ctx.reads, base.id).active(base)
    counts = {kind: active.count(kind) if active else 0 for kind in ItemKind}
    return KnowledgeBaseView(
        app_id=base.id,
        state=base.state,
        submitted_by=base.submitted_by,
        submitted_at=base.submitted_at,
        note=base.note,
        operation_id=base.operation_id,
        active_version=base.active_version,
        apis=counts[ItemKind.API],
        tables=counts[ItemKind.TABLE],
        sections=counts[ItemKind.SECTION],
    )
