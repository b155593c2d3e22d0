"""What is to be done so that a slot holds exactly a version's passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.knowledge.index_model import MAX_CHUNKS, EmbeddingModel, KnowledgeChunk, Slot, chunk_of
from shared.domain.knowledge.pages import StoredItem
from shared.engines.knowledge.chunks import passages
from shared.engines.knowledge.items import unpacked
from shared.errors import FailedPrecondition


@dataclass(frozen=True, slots=True)
class Standing:
    """A chunk as it is stored: which slots hold it, and who had it embedded."""

    text_hash: str
    slots: frozenset[Slot]
    embedded_by: str


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """`embed` are new; so are `copy`, with the vector of a stored chunk by its id; `join` and `leave` are stored."""

    embed: Sequence[KnowledgeChunk]
    copy: Sequence[tuple[KnowledgeChunk, str]]
    join: Sequence[str]
    leave: Sequence[str]

    @property
    def steps(self) -> int:
        """How many chunks are written."""
        return len(self.embed) + len(self.copy) + len(self.join) + len(self.leave)


def chunks_of(app_id: str, items: Iterable[StoredItem], embedding: EmbeddingModel) -> dict[str, KnowledgeChunk]:
    """Return the chunks of items by id, as a model embeds them; raise FailedPrecondition for too many.

    It takes seconds for many.
    """
    found: dict[str, KnowledgeChunk] = {}
    for stored in items:
        item = unpacked(stored.content)
        for passage in passages(item):
            chunk = chunk_of(app_id, item, passage, embedding)
            found[chunk.id] = chunk
        if len(found) > MAX_CHUNKS:
            raise FailedPrecondition(f"an index has at most {MAX_CHUNKS} passages", code="rag_too_large")
    return found


def planned(wanted: Mapping[str, KnowledgeChunk], there: Mapping[str, Standing], slot: Slot) -> IndexPlan:
    """Return what makes a slot hold what is wanted and nothing else."""
    donors = {standing.text_hash: id for id, standing in there.items()}
    new = [chunk for id, chunk in wanted.items() if id not in there]
    return IndexPlan(
        embed=[chunk for chunk in new if chunk.text_hash not in donors],
        copy=[(chunk, donors[chunk.text_hash]) for chunk in new if chunk.text_hash in donors],
        join=[id for id in wanted if id in there and slot not in there[id].slots],
        leave=[id for id, standing in there.items() if id not in wanted and slot in standing.slots],
    )
