"""Knowledge bases as callers see them."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.domain.knowledge.model import Changes, DraftItem, DraftState, KnowledgeBase
from shared.domain.knowledge.pages import StoredItem
from shared.engines.knowledge.items import Content, ItemKind, unpacked
from shared.model import FrozenModel, View


class KnowledgeBaseView(FrozenModel):
    """How far a knowledge base has come; `active_version` is 0 before there is any."""

    app_id: str
    state: DraftState
    submitted_by: str | None
    submitted_at: datetime | None
    note: str
    operation_id: str | None
    active_version: int
    apis: int
    tables: int
    sections: int


class DraftStateView(FrozenModel):
    """What becomes of a draft."""

    app_id: str
    state: DraftState
    submitted_by: str | None
    submitted_at: datetime | None
    note: str
    active_version: int

    @classmethod
    def of_base(cls, base: KnowledgeBase) -> Self:
        """Return what becomes of a base's draft."""
        return cls(
            app_id=base.id,
            state=base.state,
            submitted_by=base.submitted_by,
            submitted_at=base.submitted_at,
            note=base.note,
            active_version=base.active_version,
        )


class Change(StrEnum):
    """What a draft does to an item."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class KnowledgeItemView(FrozenModel):
    """An item."""

    id: str
    key: str
    content: Content

    @classmethod
    def of(cls, item: StoredItem) -> Self:
        """Return the view of a version's item."""
        return cls(id=item.id, key=item.key, content=unpacked(item.content))


class DraftItemView(FrozenModel):
    """What a draft does to an item; without `content` the item goes."""

    id: str
    key: str
    content: Content | None
    updated_by: str
    updated_at: datetime

    @classmethod
    def of(cls, item: DraftItem) -> Self:
        """Return the view of a draft's item."""
        return cls(
            id=item.item_id,
            key=item.key,
            content=unpacked(item.content) if item.content is not None else None,
            updated_by=item.updated_by,
            updated_at=item.updated_at,
        )


class KnowledgeDifference(FrozenModel):
    """An item as it is active and as the draft has it."""

    id: str
    kind: ItemKind
    key: str
    change: Change
    before: Content | None
    after: Content | None

    @classmethod
    def of(cls, drafted: DraftItem, active: StoredItem | None) -> Self:
        """Return how a draft changes what is active."""
        before = unpacked(active.content) if active is not None else None
        after = unpacked(drafted.content) if drafted.content is not None else None
        change = Change.REMOVED if after is None else Change.ADDED if before is None else Change.CHANGED
        return cls(id=drafted.item_id, kind=drafted.kind, key=drafted.key, change=change, before=before, after=after)


class KnowledgeVersionView(View):
    """A version; `restored` is the number of the one that it brought back."""

    number: int
    changes: Changes
    note: str
    submitted_by: str | None
    approved_by: str
    restored: int | None
    created_at: datetime
