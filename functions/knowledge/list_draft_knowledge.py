"""What a draft does: items that are new or changed, and items that go."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.model import draft_key
from shared.domain.knowledge.repository import DRAFT_LIST, DraftItemRepository, KnowledgeBaseRepository
from shared.domain.knowledge.schemas import DraftItemView
from shared.engines.knowledge.items import ItemKind
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListDraftKnowledge(ListRequest):
    """Of which app, and items of which kind."""

    app_id: Identifier
    kind: ItemKind


def _base_path(request: ListDraftKnowledge) -> list[str]:
    return [KnowledgeBaseRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb/draft/{kind}",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", beside=_base_path, tagged=False),
    lists=DRAFT_LIST,
)
async def list_draft_knowledge(request: ListDraftKnowledge, ctx: QueryContext) -> Page[DraftItemView]:
    """List what the draft does to items of a kind, by key."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    base = await KnowledgeBaseRepository(ctx.reads).of(app.id)
    equals = {"draftKey": draft_key(base.id, base.draft), "kind": request.kind}
    page = await DraftItemRepository(ctx.reads).page(DRAFT_LIST, request.page(), equals)
    return page.with_items([DraftItemView.of(item) for item in page.items])
