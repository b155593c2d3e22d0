"""Files of knowledge on their way into a draft."""

from collections.abc import Iterator, Sequence

from shared.domain.knowledge.events import FileFormat
from shared.domain.knowledge.pages import StoredItem, stored
from shared.engines.knowledge.items import Extracted

KIND = "knowledge_import"
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_PROBLEMS = 500
MAX_ITEMS_OF_FILE = 5_000

_BATCH_ITEMS = 40
_BATCH_CHARACTERS = 1_500_000


def read(data: bytes, format: FileFormat, name: str) -> Extracted:
    """Return what a file holds; raise InvalidInput where nothing can be made of it. Takes seconds for a large one."""
    if format is FileFormat.OPENAPI:
        from shared.engines.knowledge.openapi import apis_in

        return apis_in(data)
    if format is FileFormat.DDL:
        from shared.engines.knowledge.ddl import tables_in

        return tables_in(data, name)
    from shared.engines.knowledge.markdown import sections_in

    return sections_in(data, name)


def batches(extracted: Extracted) -> Iterator[Sequence[StoredItem]]:
    """Yield the items as many at a time as fit one commit."""
    batch: list[StoredItem] = []
    size = 0
    for content in extracted.items[:MAX_ITEMS_OF_FILE]:
        item = stored(content)
        if batch and (len(batch) == _BATCH_ITEMS or size + len(item.content) > _BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.content)
    if batch:
        yield batch
