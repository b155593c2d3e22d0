"""Spans kept long enough go page by page with their files, then traces; what they came to in the app's usage stays."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.events import TraceRetentionDue
from shared.domain.traces.model import SpanChunk
from shared.domain.traces.repository import SpanChunkRepository, TraceRepository
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 10
"""Chunks of up to a megabyte lie in memory together."""

TRACES_PAGE = 100


@subscriber(TraceRetentionDue, external=True)
async def remove_expired_spans(event: TraceRetentionDue, ctx: ExternalContext) -> None:
    """Remove a page of spans, or else of traces, that were kept long enough."""

    async def page(work: UnitOfWork) -> list[SpanChunk]:
        return await SpanChunkRepository(work).expired(event.before, PAGE)

    chunks = await ctx.prepare(page)
    for path in (path for chunk in chunks for path in chunk.files):
        await ctx.files.delete(path)

    async def remove(work: UnitOfWork) -> None:
        await SpanChunkRepository(work).remove_all([chunk.id for chunk in chunks])
        if len(chunks) == PAGE:
            work.emit(event)
            return
        repository = TraceRepository(work)
        traces = await repository.expired(event.before, TRACES_PAGE)
        for trace in traces:
            repository.remove(trace)
        if len(traces) == TRACES_PAGE:
            work.emit(event)

    await ctx.finish(remove)
