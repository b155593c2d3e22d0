"""Reading versions: the pages that hold what is asked for, and no others."""

from collections.abc import Iterable, Mapping, Sequence

from shared.data.unit_of_work import Reads
from shared.domain.knowledge.model import KnowledgeBase, KnowledgeVersion, version_id
from shared.domain.knowledge.pages import StoredItem, holding, items_of
from shared.domain.knowledge.repository import KnowledgePageRepository, KnowledgeVersionRepository
from shared.engines.knowledge.items import ItemKind


class Versions:
    """The versions of one knowledge base."""

    def __init__(self, reads: Reads, app_id: str) -> None:
        self._reads = reads
        self._app_id = app_id

    async def active(self, base: KnowledgeBase) -> KnowledgeVersion | None:
        """Return the active version, None before there is any."""
        return await self.get(base.active_version) if base.active_version else None

    async def get(self, number: int) -> KnowledgeVersion:
        """Return a version; raise NotFound where there is none of the number."""
        return await KnowledgeVersionRepository(self._reads).get(version_id(self._app_id, number))

    async def items(self, page_ids: Sequence[str]) -> list[StoredItem]:
        """Return the items of some pages, in order."""
        pages = await KnowledgePageRepository(self._reads).get_many(page_ids)
        return [item for page in pages if page is not None for item in items_of(page)]

    async def of_kind(self, version: KnowledgeVersion | None, kind: ItemKind) -> dict[str, StoredItem]:
        """Return all items of a kind by id."""
        refs = [page.id for page in version.pages if page.kind is kind] if version else []
        return {item.id: item for item in await self.items(refs)}

    async def with_keys(
        self, version: KnowledgeVersion | None, keys: Mapping[ItemKind, Iterable[str]]
    ) -> dict[str, StoredItem]:
        """Return the items of some keys by id, those that the version has."""
        if version is None:
            return {}
        refs = [id for kind, some in keys.items() for id in holding(version.pages, kind, some)]
        wanted = {(kind, key) for kind, some in keys.items() for key in some}
        return {item.id: item for item in await self.items(refs) if (item.kind, item.key) in wanted}

    async def after(self, version: KnowledgeVersion, kind: ItemKind, key: str | None, limit: int) -> list[StoredItem]:
        """Return up to `limit` items of a kind behind a key, from as few pages as hold them."""
        refs, promised = list[str](), 0
        for page in version.pages:
            if page.kind is kind and (key is None or page.last > key) and promised < limit:
                refs.append(page.id)
                # How many of the first page lie behind the key is not known before it is read.
                promised += page.count if key is None or page.first > key else 0
        found = [item for item in await self.items(refs) if key is None or item.key > key]
        return found[:limit]
