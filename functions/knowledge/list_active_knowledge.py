"""What agents know: the active version alone, and to its end the version that a listing began in."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page, cursor_after, cursor_for
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.access import require_reach
from shared.domain.knowledge.repository import KnowledgeBaseRepository
from shared.domain.knowledge.schemas import KnowledgeItemView
from shared.domain.knowledge.versions import Versions
from shared.engines.knowledge.items import ItemKind
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListActiveKnowledge(ListRequest):
    """Of which app, and items of which kind."""

    app_id: Identifier
    kind: ItemKind


def _base_path(request: ListActiveKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb/active/{kind}",
    permission=Permission.KNOWLEDGE_READ,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
)
async def list_active_knowledge(request: ListActiveKnowledge, ctx: QueryContext) -> Page[KnowledgeItemView]:
    """List the active items of a kind, by key."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    require_reach(ctx.caller, app.id)
    base = await KnowledgeBaseRepository(ctx.reads).of(app.id)
    asked, versions = request.page(), Versions(ctx.reads, base.id)
    scope = {"knowledge": base.id, "kind": request.kind.value}
    number, key = base.active_version, None
    if asked.cursor:
        number, key = cursor_after(asked.cursor, ctx.reads.tenant_id, scope)
    if number == 0:
        return Page([], total_count=0 if asked.count else None)
    version = await versions.get(number)
    found = await versions.after(version, request.kind, key, asked.limit + 1)
    items = found[: asked.limit]
    more = len(found) > len(items)
    return Page(
        [KnowledgeItemView.of(item) for item in items],
        cursor_for([number, items[-1].key], ctx.reads.tenant_id, scope) if more else None,
        version.count(request.kind) if asked.count else None,
    )
