"""The history of a knowledge base."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.repository import VERSION_LIST, KnowledgeVersionRepository
from shared.domain.knowledge.schemas import KnowledgeVersionView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListKnowledgeVersions(ListRequest):
    """Of which app."""

    app_id: Identifier


@query(
    "GET /v1/apps/{appId}/kb/versions",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=VERSION_LIST,
)
async def list_knowledge_versions(request: ListKnowledgeVersions, ctx: QueryContext) -> Page[KnowledgeVersionView]:
    """List a knowledge base's versions, the latest first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id}
    page = await KnowledgeVersionRepository(ctx.reads).page(VERSION_LIST, request.page(), equals)
    return page.with_items([KnowledgeVersionView.of(version) for version in page.items])
