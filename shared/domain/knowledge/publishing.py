"""What a version holds once a draft is upon another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain.knowledge.model import MAX_BYTES, MAX_ITEMS, Changes, DraftItem
from shared.domain.knowledge.pages import StoredItem
from shared.errors import FailedPrecondition


@dataclass(frozen=True, slots=True)
class Merged:
    """All items of the next version, and what is different about them."""

    items: Sequence[StoredItem]
    changes: Changes


def merged(active: Iterable[StoredItem], draft: Iterable[DraftItem]) -> Merged:
    """Return what a version becomes by a draft; raise FailedPrecondition where that is more than a base may hold."""
    items = {item.id: item for item in active}
    added = changed = removed = 0
    for entry in draft:
        there = items.get(entry.item_id)
        if entry.content is None:
            removed += items.pop(entry.item_id, None) is not None
        elif there is None:
            added += 1
            items[entry.item_id] = StoredItem(entry.kind, entry.key, entry.content)
        elif there.content != entry.content:
            changed += 1
            items[entry.item_id] = StoredItem(entry.kind, entry.key, entry.content)
    size = sum(item.size for item in items.values())
    if len(items) > MAX_ITEMS or size > MAX_BYTES:
        raise FailedPrecondition(
            f"a knowledge base has at most {MAX_ITEMS} items and {MAX_BYTES} bytes, not {len(items)} and {size}",
            code="knowledge_base_too_large",
        )
    return Merged(tuple(items.values()), Changes(added=added, changed=changed, removed=removed))
