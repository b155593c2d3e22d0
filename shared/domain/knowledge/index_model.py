"""What is searched of a knowledge base: passages with their vectors, in one of two slots that take turns.

While one slot answers, the other is filled; a passage that both hold is stored once, so that an update writes what
changed and nothing else.
"""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from shared.data.repository import Entity
from shared.engines.knowledge.chunks import Passage
from shared.engines.knowledge.items import ApiContent, ItemKind, SectionContent, TableContent, item_id
from shared.model import FrozenModel

MODEL = "all-MiniLM-L6-v2"
DIMENSIONS = 384
WATCH_EVERY = timedelta(minutes=45)
"""Longer than five deliveries take that fail, so that an index which stands still is stuck."""
MAX_CHUNKS = 20_000
"""Passages of one index."""


class Slot(StrEnum):
    """Which of the two."""

    A = "a"
    B = "b"

    @property
    def other(self) -> "Slot":
        """The one that is filled while this one answers."""
        return Slot.B if self is Slot.A else Slot.A

    @property
    def field(self) -> str:
        """The chunks' field that holds the app's id where they are in this slot."""
        return "inA" if self is Slot.A else "inB"


class EmbeddingModel(FrozenModel):
    """Which model embeds: that of this machine where no provider is named."""

    provider: str = ""
    model: str = MODEL

    @property
    def is_own(self) -> bool:
        """Whether the model runs on this machine."""
        return not self.provider

    @property
    def name(self) -> str:
        """Its name, with that of its provider."""
        return self.model if self.is_own else f"{self.provider}:{self.model}"


class KnowledgeIndex(Entity):
    """An app's index, by the app's id; before the first is complete it has no slot. `operation_id` builds the next.

    `embedding` made the vectors of the slot that answers, `building_embedding` makes those of the next.
    """

    slot: Slot | None = None
    version: int = 0
    chunks: int = 0
    built_at: datetime | None = None
    operation_id: str | None = None
    building_version: int | None = None
    embedding: EmbeddingModel = EmbeddingModel()
    building_embedding: EmbeddingModel | None = None

    @property
    def idle(self) -> "KnowledgeIndex":
        """The index with nothing under way."""
        return self.with_(operation_id=None, building_version=None, building_embedding=None)


class KnowledgeChunk(Entity):
    """A passage; `in_a` and `in_b` are the app's id where the slot holds it, and empty otherwise.

    `embedded_by` is the operation that had it embedded, and empty where another chunk of the same text gave its vector.
    """

    app_id: str
    in_a: str = ""
    in_b: str = ""
    kind: ItemKind
    item_id: str
    key: str
    document: str = ""
    heading: str
    text: str
    text_hash: str
    start: int | None = None
    first_line: int | None = None
    last_line: int | None = None
    pointer: str | None = None
    embedded_by: str = ""
    vector: tuple[float, ...] = ()

    @property
    def slots(self) -> frozenset[Slot]:
        """Which slots hold it."""
        return frozenset(slot for slot, app_id in ((Slot.A, self.in_a), (Slot.B, self.in_b)) if app_id)

    @property
    def embedded_text(self) -> str:
        """What is embedded: the passage with what it is about."""
        return f"{self.heading}\n{self.text}"

    def within(self, *slots: Slot) -> "KnowledgeChunk":
        """Return the chunk as these slots alone hold it."""
        return self.with_(in_a=self.app_id if Slot.A in slots else "", in_b=self.app_id if Slot.B in slots else "")


def chunk_of(
    app_id: str, item: ApiContent | TableContent | SectionContent, passage: Passage, embedding: EmbeddingModel
) -> KnowledgeChunk:
    """Return a passage as it is stored, without its vector.

    The id is the hash of what it says, where it stands and which model embeds it.
    """
    hashed = _hash(embedding.name, passage.heading, passage.text)
    place = _hash(hashed, item.kind, item.key, passage.start, passage.first_line)
    return KnowledgeChunk(
        id=f"{app_id}.{place}",
        app_id=app_id,
        kind=item.kind,
        item_id=item_id(item.kind, item.key),
        key=item.key,
        document=item.document if isinstance(item, SectionContent) else "",
        heading=passage.heading,
        text=passage.text,
        text_hash=hashed,
        start=passage.start,
        first_line=passage.first_line,
        last_line=passage.last_line,
        pointer=passage.pointer,
    )


def _hash(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]
