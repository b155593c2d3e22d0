"""Measurements of an index beside each other: the same questions after a change tell whether it helped."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.index_schemas import RagEvaluationView
from shared.domain.knowledge.repository import RAG_EVALUATION_LIST, RagEvaluationRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest, Title


class ListRagEvaluations(ListRequest):
    """Of which app, and of which name."""

    app_id: Identifier
    name: Title | None = None


@query(
    "GET /v1/apps/{appId}/kb/evaluations",
    permission=Permission.KNOWLEDGE_WRITE,
    loads=Loads(AppRepository, "app_id", tagged=False),
    lists=RAG_EVALUATION_LIST,
)
async def list_rag_evaluations(request: ListRagEvaluations, ctx: QueryContext) -> Page[RagEvaluationView]:
    """List measurements of an app's index with their means and each question's places, the latest first."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    equals = {"appId": app.id, "name": request.name}
    page = await RagEvaluationRepository(ctx.reads).page(RAG_EVALUATION_LIST, request.page(), equals)
    return page.with_items([RagEvaluationView.of(each) for each in page.items])
