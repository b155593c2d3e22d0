"""Items in pages: sorted, cut where the items themselves say so, compressed, and named by their hash.

Where a page ends depends on the items before the cut alone, so that a change leaves the other pages as they were.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic_core import from_json, to_json

from shared.domain.knowledge.model import KnowledgePage, PageRef
from shared.engines.knowledge.items import (
    MAX_ITEM_BYTES,
    ApiContent,
    ItemKind,
    SectionContent,
    TableContent,
    item_id,
    packed,
)
from shared.errors import InvalidInput

LEAST = 64_000
MOST = 900_000
"""Bytes of a page's items; a page is stored compressed, far below a document's limit."""
CUT_EVERY = 8


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item of a version, its content packed."""

    kind: ItemKind
    key: str
    content: str

    @property
    def id(self) -> str:
        """The id of the item in every version."""
        return item_id(self.kind, self.key)

    @property
    def size(self) -> int:
        """How many bytes its content takes."""
        return len(self.content.encode())


def paged(app_id: str, items: Iterable[StoredItem]) -> Iterator[tuple[PageRef, KnowledgePage]]:
    """Yield the pages of a version's items."""
    held: list[StoredItem] = []
    size = 0
    for item in sorted(items, key=lambda each: (each.kind, each.key)):
        if held and (held[-1].kind is not item.kind or size + item.size > MOST):
            yield _page(app_id, held)
            held, size = [], 0
        held.append(item)
        size += item.size
        if size >= LEAST and int(item.id[:4], 16) % CUT_EVERY == 0:
            yield _page(app_id, held)
            held, size = [], 0
    if held:
        yield _page(app_id, held)


def items_of(page: KnowledgePage) -> list[StoredItem]:
    """Return the items of a page, in order."""
    return [StoredItem(page.kind, key, content) for key, content in from_json(zlib.decompress(page.data))]


def holding(pages: Sequence[PageRef], kind: ItemKind, keys: Iterable[str]) -> list[str]:
    """Return the ids of the pages in which items of these keys lie, if they are there."""
    wanted = set(keys)
    of_kind = [page for page in pages if page.kind is kind]
    return [page.id for page in of_kind if any(page.first <= key <= page.last for key in wanted)]


def _page(app_id: str, items: Sequence[StoredItem]) -> tuple[PageRef, KnowledgePage]:
    kind = items[0].kind
    raw = to_json([(item.key, item.content) for item in items])
    named = hashlib.sha256(f"{app_id}\0{kind}\0".encode() + raw).hexdigest()[:40]
    page = KnowledgePage(id=named, app_id=app_id, kind=kind, data=zlib.compress(raw))
    return PageRef(id=named, kind=kind, first=items[0].key, last=items[-1].key, count=len(items)), page


def stored(content: ApiContent | TableContent | SectionContent) -> StoredItem:
    """Return an item as versions hold it; raise InvalidInput for one that is too large."""
    text = packed(content)
    if len(text.encode()) > MAX_ITEM_BYTES:
        raise InvalidInput(f"an item has at most {MAX_ITEM_BYTES} bytes as JSON", code="knowledge_item_too_large")
    return StoredItem(content.kind, content.key, text)
