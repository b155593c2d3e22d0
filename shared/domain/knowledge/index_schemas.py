"""Indexes and what is found in them, as callers see them."""

from datetime import datetime
from typing import Self

from shared.domain.knowledge.evaluation_model import RetrievalMeans, RetrievalQuestion
from shared.domain.knowledge.index_model import EmbeddingModel, KnowledgeChunk
from shared.engines.knowledge.items import ItemKind
from shared.model import FrozenModel, View


class RagStatus(FrozenModel):
    """Which version can be searched, 0 before any; `operation_id` is building an index of `building_version`.

    `embedding` is what embeds passages and questions; a provider's name is empty where that is done on this machine.
    """

    app_id: str
    version: int
    active_version: int
    is_current: bool
    chunks: int
    built_at: datetime | None
    building_version: int | None
    operation_id: str | None
    embedding: EmbeddingModel
    building_embedding: EmbeddingModel | None


class Citation(FrozenModel):
    """Where a passage stands: in which item of which version.

    Of a section, `document` and the lines and character of the Markdown; of an API, the JSON Pointer in OpenAPI.
    """

    version: int
    kind: ItemKind
    item_id: str
    key: str
    document: str | None
    start: int | None
    first_line: int | None
    last_line: int | None
    pointer: str | None


class KnowledgeHit(FrozenModel):
    """A passage that was found; `score` is the cosine of the angle between it and the question."""

    score: float
    heading: str
    text: str
    citation: Citation

    @classmethod
    def of(cls, chunk: KnowledgeChunk, distance: float, version: int) -> Self:
        """Return the view of a chunk at a distance."""
        citation = Citation(
            version=version,
            kind=chunk.kind,
            item_id=chunk.item_id,
            key=chunk.key,
            document=chunk.document or None,
            start=chunk.start,
            first_line=chunk.first_line,
            last_line=chunk.last_line,
            pointer=chunk.pointer,
        )
        return cls(score=round(1 - distance, 6), heading=chunk.heading, text=chunk.text, citation=citation)


class KnowledgeHits(FrozenModel):
    """What was found in a version, nearest first."""

    version: int
    hits: tuple[KnowledgeHit, ...]


class RagEvaluationView(View):
    """A measurement; `places` has, for each question, the place of each expected item, 0 where it was not found.

    Without `means` it is not over yet; its operation tells.
    """

    id: str
    name: str
    version: int | None
    means: RetrievalMeans | None
    questions: tuple[RetrievalQuestion, ...]
    places: tuple[tuple[int, ...], ...]
    operation_id: str
    created_by: str
    created_at: datetime
