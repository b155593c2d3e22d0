"""Editing a draft: each change holds the base as it was read, so that nothing slips into what is being looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.data.pagination import PageRequest
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.domain.knowledge.model import DraftItem, KnowledgeBase, draft_item_id, draft_key
from shared.domain.knowledge.pages import StoredItem
from shared.domain.knowledge.repository import DRAFT_LIST, DraftItemRepository, KnowledgeBaseRepository
from shared.domain.knowledge.versions import Versions
from shared.engines.knowledge.items import ItemKind
from shared.errors import AlreadyExists, FailedPrecondition, NotFound

PAGE = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: in the active version, in the draft."""

    active: StoredItem | None
    drafted: DraftItem | None

    @property
    def content(self) -> str | None:
        """What the item would be once the draft is active; None where it would not be there."""
        if self.drafted is not None:
            return self.drafted.content
        return self.active.content if self.active else None


class Drafting:
    """One unit's edits of one draft."""

    def __init__(self, work: UnitOfWork, base: KnowledgeBase, by: str) -> None:
        self._work = work
        self._by = by
        self.base = base

    @classmethod
    async def begun(cls, work: UnitOfWork, app_id: str, *, by: str) -> "Drafting":
        """Open the draft; raise FailedPrecondition while it is submitted."""
        bases = KnowledgeBaseRepository(work)
        base = await bases.find(app_id)
        if base is None:
            base = KnowledgeBase(id=app_id)
            bases.add(base)
        else:
            base.require_editable()
            bases.hold(base)
        return cls(work, base, by)

    async def places(self, items: Sequence[StoredItem]) -> list[Place]:
        """Return where items stand, by their keys."""
        keys: dict[ItemKind, list[str]] = {}
        for item in items:
            keys.setdefault(item.kind, []).append(item.key)
        versions = Versions(self._work, self.base.id)
        active = await versions.with_keys(await versions.active(self.base), keys)
        ids = [draft_item_id(self.base.id, self.base.draft, item.id) for item in items]
        drafted = await DraftItemRepository(self._work).get_many(ids)
        return [Place(active.get(item.id), each) for item, each in zip(items, drafted, strict=True)]

    async def create(self, item: StoredItem) -> DraftItem | None:
        """Stage an item that is not there; raise AlreadyExists where it is."""
        [place] = await self.places([item])
        if place.content is not None:
            raise AlreadyExists(f"there is {item.key[:200]!r} already; replace it", code="knowledge_item_exists")
        return self.stage(item, place)

    async def replace(self, item: StoredItem) -> DraftItem | None:
        """Stage an item that is there; raise NotFound where it is not."""
        [place] = await self.places([item])
        if place.content is None:
            raise NotFound("there is no such item", code="knowledge_item_not_found")
        return self.stage(item, place)

    def stage(self, item: StoredItem, place: Place) -> DraftItem | None:
        """Have the draft make an item so; None where it would be so without the draft."""
        drafts = DraftItemRepository(self._work)
        if place.active is not None and place.active.content == item.content:
            if place.drafted is not None:
                drafts.remove(place.drafted)
            return None
        staged = self._entry(item.kind, item.key, item.id, item.content)
        if place.drafted is None:
            drafts.add(staged)
        elif place.drafted.content != item.content:
            drafts.save(staged)
        return staged

    async def remove(self, kind: ItemKind, item_id: str) -> None:
        """Have the draft do without an item; raise NotFound where it would not be there anyway."""
        drafts, versions = DraftItemRepository(self._work), Versions(self._work, self.base.id)
        drafted = await drafts.find(draft_item_id(self.base.id, self.base.draft, item_id))
        active = (await versions.of_kind(await versions.active(self.base), kind)).get(item_id)
        place = Place(active, drafted if drafted is not None and drafted.kind is kind else None)
        if place.content is None:
            raise NotFound("there is no such item", code="knowledge_item_not_found")
        if active is None and drafted is not None:
            drafts.remove(drafted)
        elif active is not None:
            gone = self._entry(kind, active.key, item_id, None)
            (drafts.save if drafted is not None else drafts.add)(gone)

    def _entry(self, kind: ItemKind, key: str, item_id: str, content: str | None) -> DraftItem:
        return DraftItem(
            id=draft_item_id(self.base.id, self.base.draft, item_id),
            app_id=self.base.id,
            draft_key=draft_key(self.base.id, self.base.draft),
            item_id=item_id,
            kind=kind,
            key=key,
            content=content,
            updated_by=self._by,
            updated_at=self._work.now,
        )


async def drafted(reads: Reads, app_id: str, draft: int) -> list[DraftItem]:
    """Return all that a draft does."""
    found: list[DraftItem] = []
    cursor = None
    while True:
        page = await DraftItemRepository(reads).page(
            DRAFT_LIST, PageRequest(PAGE, cursor), {"draftKey": draft_key(app_id, draft)}
        )
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


async def require_changes(reads: Reads, base: KnowledgeBase) -> None:
    """Raise FailedPrecondition for a draft that does nothing."""
    equals = {"draftKey": draft_key(base.id, base.draft)}
    if not (await DraftItemRepository(reads).page(DRAFT_LIST, PageRequest(1), equals)).items:
        raise FailedPrecondition("the draft changes nothing; edit it first", code="draft_empty")
