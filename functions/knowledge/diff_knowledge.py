"""What an approval would change, for whoever decides on it."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.model import draft_key
from shared.domain.knowledge.repository import DRAFT_LIST, DraftItemRepository, KnowledgeBaseRepository
from shared.domain.knowledge.schemas import KnowledgeDifference
from shared.domain.knowledge.versions import Versions
from shared.engines.knowledge.items import ItemKind
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class DiffKnowledge(ListRequest):
    """Of which app, and items of which kind; all of them without one."""

    app_id: Identifier
    kind: ItemKind | None = None


def _base_path(request: DiffKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb/diff",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    lists=DRAFT_LIST,
)
async def diff_knowledge(request: DiffKnowledge, ctx: QueryContext) -> Page[KnowledgeDifference]:
    """List what the draft changes, each item as it is active and as it would be."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    base = await KnowledgeBaseRepository(ctx.reads).of(app.id)
    equals = {"draftKey": draft_key(base.id, base.draft), "kind": request.kind}
    page = await DraftItemRepository(ctx.reads).page(DRAFT_LIST, request.page(), equals)
    keys: dict[ItemKind, list[str]] = {}
    for item in page.items:
        keys.setdefault(item.kind, []).append(item.key)
    versions = Versions(ctx.reads, base.id)
    active = await versions.with_keys(await versions.active(base), keys)
    return page.with_items([KnowledgeDifference.of(item, active.get(item.item_id)) for item in page.items])
