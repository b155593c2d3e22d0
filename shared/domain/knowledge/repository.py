"""Where knowledge bases are stored."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shared.data.query import QueryShape, VectorShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery, Vector
from shared.domain.knowledge.evaluation_model import RagEvaluation
from shared.domain.knowledge.index_model import DIMENSIONS, KnowledgeChunk, KnowledgeIndex, Slot
from shared.domain.knowledge.index_plan import Standing
from shared.domain.knowledge.model import DraftItem, KnowledgeBase, KnowledgePage, KnowledgeVersion
from shared.engines.knowledge.items import ItemKind

DRAFT_LIST = QueryShape("knowledgeDrafts", equals=("draftKey", "kind"), sorts=(("key",),), required=("draftKey",))
VERSION_LIST = QueryShape("knowledgeVersions", equals=("appId",), sorts=(("-number",),), required=("appId",))
RAG_EVALUATION_LIST = QueryShape("ragEvaluations", equals=("appId", "name"), required=("appId",))
CHUNK_SEARCH = VectorShape(
    "knowledgeChunks",
    "vector",
    DIMENSIONS,
    equals=tuple((slot.field, *more) for slot in Slot for more in ((), ("document",), ("kind",))),
)
STANDING_FIELDS = ("textHash", "embeddedBy", *(slot.field for slot in Slot))
STANDINGS_PAGE = 1_000


class KnowledgeBaseRepository(Repository[KnowledgeBase]):
    """Knowledge bases by their apps' ids; one that nobody touched yet is not stored."""

    collection: ClassVar[str] = "knowledgeBases"
    noun: ClassVar[str] = "knowledge_base"
    model = KnowledgeBase

    async def of(self, app_id: str) -> KnowledgeBase:
        """Return an app's knowledge base, an empty one where nothing is stored."""
        return await self.find(app_id) or KnowledgeBase(id=app_id)


class DraftItemRepository(Repository[DraftItem]):
    """The items of drafts."""

    collection: ClassVar[str] = "knowledgeDrafts"
    noun: ClassVar[str] = "knowledge_item"
    model = DraftItem


class KnowledgeVersionRepository(Repository[KnowledgeVersion]):
    """Versions."""

    collection: ClassVar[str] = "knowledgeVersions"
    noun: ClassVar[str] = "knowledge_version"
    model = KnowledgeVersion


class KnowledgePageRepository(Repository[KnowledgePage]):
    """Pages of versions."""

    collection: ClassVar[str] = "knowledgePages"
    noun: ClassVar[str] = "knowledge_page"
    model = KnowledgePage


class KnowledgeIndexRepository(Repository[KnowledgeIndex]):
    """Indexes by their apps' ids; one that nobody asked for yet is not stored."""

    collection: ClassVar[str] = "knowledgeIndexes"
    noun: ClassVar[str] = "knowledge_index"
    model = KnowledgeIndex

    async def of(self, app_id: str) -> KnowledgeIndex:
        """Return an app's index, an empty one where nothing is stored."""
        return await self.find(app_id) or KnowledgeIndex(id=app_id)


class KnowledgeChunkRepository(Repository[KnowledgeChunk]):
    """Passages with their vectors."""

    collection: ClassVar[str] = "knowledgeChunks"
    noun: ClassVar[str] = "knowledge_chunk"
    model = KnowledgeChunk

    async def standings(self, app_id: str) -> dict[str, Standing]:
        """Return how an app's chunks are stored, by id."""
        of_app = (Filter("appId", Operator.EQUAL, app_id),)
        found: dict[str, Standing] = {}
        after: tuple[str] | None = None
        while True:
            query = StoreQuery(self.collection, of_app, (), STANDINGS_PAGE, after, only=STANDING_FIELDS)
            page = await self._reads.query(query)
            for document in page:
                slots = frozenset(slot for slot in Slot if document.data[slot.field])
                standing = Standing(document.data["textHash"], slots, document.data["embeddedBy"])
                found[document.path.rpartition("/")[2]] = standing
            if len(page) < STANDINGS_PAGE:
                return found
            after = (page[-1].path,)

    async def nearest(
        self, index: KnowledgeIndex, vector: Sequence[float], limit: int, *, kind: ItemKind | None, document: str | None
    ) -> list[tuple[KnowledgeChunk, float]]:
        """Return the chunks of an index nearest to a vector and how far they are, those of a kind or document alone."""
        if index.slot is None:
            return []
        query = CHUNK_SEARCH.query({index.slot.field: index.id, "kind": kind, "document": document}, limit)
        found = await self._reads.nearest(query, CHUNK_SEARCH.field, Vector(vector))
        return [(self._entity(each.document), each.distance) for each in found]

    def _data(self, entity: KnowledgeChunk) -> dict[str, Any]:
        return {**super()._data(entity), CHUNK_SEARCH.field: Vector(entity.vector)}


class RagEvaluationRepository(Repository[RagEvaluation]):
    """Measurements of indexes."""

    collection: ClassVar[str] = "ragEvaluations"
    noun: ClassVar[str] = "rag_evaluation"
    model = RagEvaluation
