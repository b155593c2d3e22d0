"""The writes that fill a slot, as many at a time as fit one commit; each may be run again."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge.index_model import KnowledgeChunk, Slot
from shared.domain.knowledge.repository import KnowledgeChunkRepository

AT_ONCE = 100
"""Chunks of one commit: some 600 kB at most."""

T = TypeVar("T")


def batches(everything: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield a sequence in parts."""
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


async def add(work: UnitOfWork, chunks: Sequence[KnowledgeChunk]) -> None:
    """Store chunks; those of a delivery that was broken off are there already."""
    repository = KnowledgeChunkRepository(work)
    for chunk, there in zip(chunks, await repository.get_many([chunk.id for chunk in chunks]), strict=True):
        if there is None:
            repository.add(chunk)


async def copy(work: UnitOfWork, chunks: Sequence[tuple[KnowledgeChunk, str]], slots: Sequence[Slot]) -> None:
    """Store chunks with the vectors of others, named by their ids."""
    repository = KnowledgeChunkRepository(work)
    donors = await repository.get_many(sorted({donor for _, donor in chunks}))
    vectors = {donor.id: donor.vector for donor in donors if donor is not None}
    await add(work, [chunk.within(*slots).with_(vector=vectors[donor]) for chunk, donor in chunks])


async def move(work: UnitOfWork, ids: Sequence[str], slot: Slot, *, joins: bool) -> None:
    """Have stored chunks join a slot or leave it; those that no slot holds any more are deleted."""
    repository = KnowledgeChunkRepository(work)
    for chunk in await repository.get_many(ids):
        if chunk is None:
            continue
        held = chunk.slots | {slot} if joins else chunk.slots - {slot}
        if not held:
            repository.remove(chunk)
        elif held != chunk.slots:
            repository.save(chunk.within(*held))
