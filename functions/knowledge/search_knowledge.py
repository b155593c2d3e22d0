"""Agents ask in words of their own, and get passages of what is indexed with where each stands."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.knowledge.access import require_reach
from shared.domain.knowledge.index_schemas import KnowledgeHit, KnowledgeHits
from shared.domain.knowledge.repository import KnowledgeChunkRepository, KnowledgeIndexRepository
from shared.engines.knowledge.items import ItemKind, Name
from shared.errors import DependencyUnavailable, FailedPrecondition, InvalidInput
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_HITS = 50


class SearchKnowledge(Request):
    """What is asked of which app's knowledge: passages of one kind, or of one Markdown document, or any; `k` at most.

    `document` is what the upload was called.
    """

    app_id: Identifier
    q: Annotated[str, StringConstraints(min_length=1, max_length=1_000, strip_whitespace=True)]
    k: Annotated[int, Field(ge=1, le=MAX_HITS)] = 5
    kind: ItemKind | None = None
    document: Name | None = None


def _index_path(request: SearchKnowledge) -> list[str]:
    return [KnowledgeIndexRepository.path(request.app_id)]


@query(
    "GET /v1/apps/{appId}/kb/search",
    permission=Permission.KNOWLEDGE_READ,
    loads=Loads(AppRepository, "app_id", beside=_index_path, tagged=False),
    errors=(DependencyUnavailable, FailedPrecondition),
)
async def search_knowledge(request: SearchKnowledge, ctx: QueryContext) -> KnowledgeHits:
    """Find the passages that are nearest in meaning to a question, each with where it stands."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    require_reach(ctx.caller, app.id)
    if request.document is not None and request.kind not in (None, ItemKind.SECTION):
        raise InvalidInput("only sections are of a document; leave one of kind and document out")
    index = await KnowledgeIndexRepository(ctx.reads).of(app.id)
    if index.slot is None:
        raise FailedPrecondition("there is no index yet; build it first", code="rag_not_built")
    vector = await ctx.embedded(request.q, index.embedding)
    kind = None if request.document is not None else request.kind
    found = await KnowledgeChunkRepository(ctx.reads).nearest(
        index, vector, request.k, kind=kind, document=request.document
    )
    hits = [KnowledgeHit.of(chunk, distance, index.version) for chunk, distance in found]
    return KnowledgeHits(version=index.version, hits=tuple(hits))
