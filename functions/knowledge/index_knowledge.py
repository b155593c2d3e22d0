"""A slot is filled while the other answers, batch by batch; whoever goes on after a kill finds what was stored."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.knowledge import index_writes
from shared.domain.knowledge.events import KnowledgeIndexed, KnowledgeIndexRequested
from shared.domain.knowledge.index_model import EmbeddingModel, KnowledgeIndex, Slot
from shared.domain.knowledge.index_plan import IndexPlan, chunks_of, planned
from shared.domain.knowledge.index_writes import batches
from shared.domain.knowledge.repository import KnowledgeChunkRepository, KnowledgeIndexRepository
from shared.domain.knowledge.versions import Versions
from shared.domain.operations import transitions
from shared.domain.operations.repository import OperationRepository
from shared.engines.model_calls.spending import ModelSpend
from shared.errors import EllaError
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber
from shared.runtime.embedding import LASTING, Embedder
from shared.runtime.model_writing import tell_spent

EMBEDDED_AT_ONCE = 32

Write = Callable[[UnitOfWork], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Filling:
    """How a slot is filled; while none answers, new chunks lie in both. `embedded` are those of earlier deliveries."""

    plan: IndexPlan
    embedding: EmbeddingModel
    slots: tuple[Slot, ...]
    chunks: int
    embedded: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What one commit writes: how many chunks, and what it came to have them embedded."""

    count: int
    write: Write
    spent: tuple[ModelSpend, ...] = ()


@subscriber(KnowledgeIndexRequested, external=True)
async def index_knowledge(event: KnowledgeIndexRequested, ctx: ExternalContext) -> None:
    """Make a version searchable."""
    begun: Filling | None = None
    problem: EllaError | None = None
    try:
        begun = await ctx.prepare(lambda work: _begun(work, event))
        if begun is not None:
            await _fill(begun, event, ctx)
    except LASTING as error:
        problem = error

    async def conclude(work: UnitOfWork) -> None:
        indexes = KnowledgeIndexRepository(work)
        index = await indexes.of(event.app_id)
        if begun is not None and problem is None and await _is_wanted(work, index, event):
            ready = index.idle.with_(slot=begun.slots[0], version=event.version, chunks=begun.chunks)
            indexes.save(ready.with_(embedding=begun.embedding, built_at=work.now))
            embedded = begun.embedded + len(begun.plan.embed)
            result = {"version": event.version, "chunks": begun.chunks, "embedded": embedded}
            await transitions.succeeded(work, event.operation_id, result)
            work.emit(KnowledgeIndexed(app_id=index.id, version=event.version, chunks=begun.chunks, embedded=embedded))
            return
        if index.operation_id == event.operation_id:
            indexes.save(index.idle)
        if problem is not None:
            await transitions.failed(work, event.operation_id, code=problem.code, message=problem.message)

    await ctx.finish(conclude)


async def _is_wanted(work: UnitOfWork, index: KnowledgeIndex, event: KnowledgeIndexRequested) -> bool:
    """Tell whether the index still waits for this operation, and nobody cancelled it."""
    operation = await OperationRepository(work).get(event.operation_id)
    return index.operation_id == event.operation_id and not operation.is_over


async def _begun(work: UnitOfWork, event: KnowledgeIndexRequested) -> Filling | None:
    index = await KnowledgeIndexRepository(work).of(event.app_id)
    if not await _is_wanted(work, index, event):
        return None
    await transitions.started(work, event.operation_id)
    versions = Versions(work, event.app_id)
    version = await versions.get(event.version)
    items = await versions.items([page.id for page in version.pages])
    # Cutting takes a while: the loop serves others meanwhile.
    embedding = index.building_embedding or index.embedding
    wanted = await asyncio.to_thread(chunks_of, event.app_id, items, embedding)
    there = await KnowledgeChunkRepository(work).standings(event.app_id)
    slots = (Slot.A, Slot.B) if index.slot is None else (index.slot.other,)
    before = sum(there[id].embedded_by == event.operation_id for id in wanted if id in there)
    return Filling(planned(wanted, there, slots[0]), embedding, slots, len(wanted), before)


async def _fill(filling: Filling, event: KnowledgeIndexRequested, ctx: ExternalContext) -> None:
    """Write batch after batch, until nobody wants the index any more."""
    done, total = 0, filling.plan.steps
    async for batch in _batches(filling, event, Embedder(ctx, filling.embedding)):
        done += batch.count
        if not await ctx.prepare(lambda work, batch=batch, done=done: _step(work, event, batch, done, total)):
            break


async def _batches(filling: Filling, event: KnowledgeIndexRequested, embedder: Embedder) -> AsyncIterator[Batch]:
    """Yield what is written in one commit each."""
    plan, slots = filling.plan, filling.slots
    for some in batches(plan.embed, EMBEDDED_AT_ONCE):
        vectors = await embedder.embed([chunk.embedded_text for chunk in some])
        made = [
            chunk.within(*slots).with_(vector=tuple(vector), embedded_by=event.operation_id)
            for chunk, vector in zip(some, vectors, strict=True)
        ]
        yield Batch(len(made), lambda work, made=made: index_writes.add(work, made), embedder.spent())
    for pairs in batches(plan.copy):
        yield Batch(len(pairs), lambda work, pairs=pairs: index_writes.copy(work, pairs, slots))
    for ids, joins in ((plan.join, True), (plan.leave, False)):
        for some in batches(ids):
            yield Batch(
                len(some),
                lambda work, some=some, joins=joins: index_writes.move(work, some, slots[0], joins=joins),
            )


async def _step(work: UnitOfWork, event: KnowledgeIndexRequested, batch: Batch, done: int, total: int) -> bool:
    """Write a batch unless nobody wants the index any more; return whether to go on. It is paid for either way."""
    if batch.spent:
        by = (await OperationRepository(work).get(event.operation_id)).created_by
        await tell_spent(work, batch.spent, app_id=event.app_id, member=by, outcome="indexed")
    indexes = KnowledgeIndexRepository(work)
    index = await indexes.of(event.app_id)
    if not await _is_wanted(work, index, event):
        return False
    await transitions.progressed(work, event.operation_id, done, total)
    indexes.hold(index)
    await batch.write(work)
    return True
