"""Where knowledge bases are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.knowledge.model import DraftItem, KnowledgeBase, KnowledgePage, KnowledgeVersion

DRAFT_LIST = QueryShape("knowledgeDrafts", equals=("draftKey", "kind"), sorts=(("key",),), required=("draftKey",))
VERSION_LIST = QueryShape("knowledgeVersions", equals=("appId",), sorts=(("-number",),), required=("appId",))


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
