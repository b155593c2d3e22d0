"""What a deleted trace leaves goes page by page: files first, so that nothing forgets them before they are gone."""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.events import TraceDeleted
from shared.domain.traces.model import SpanChunk, page_id, trace_key
from shared.domain.traces.repository import (
    ScoreRepository,
    ScoreSummaryRepository,
    SeenSpansRepository,
    SpanChunkRepository,
)
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

PAGE = 10
"""Chunks of up to a megabyte lie in memory together."""

SCORES_PAGE = 100


@subscriber(TraceDeleted, external=True)
async def remove_deleted_spans(event: TraceDeleted, ctx: ExternalContext) -> None:
    """Remove a page of a deleted trace's spans with their files, and in the end its scores."""
    key = trace_key(event.app_id, event.trace_id)

    async def page(work: UnitOfWork) -> list[SpanChunk]:
        return await SpanChunkRepository(work).received_until(key, event.at, PAGE)

    chunks = await ctx.prepare(page)
    for path in (path for chunk in chunks for path in chunk.files):
        await ctx.files.delete(path)

    async def remove(work: UnitOfWork) -> None:
        await SpanChunkRepository(work).remove_all([chunk.id for chunk in chunks])
        if len(chunks) == PAGE or not await _remove_rest(work, event):
            work.emit(event)

    await ctx.finish(remove)


async def _remove_rest(work: UnitOfWork, event: TraceDeleted) -> bool:
    """Remove a page of scores; tell whether it was the last, with which go their summary and what was counted."""
    scores, summaries, seen = ScoreRepository(work), ScoreSummaryRepository(work), SeenSpansRepository(work)
    found = await scores.of_trace(event.app_id, event.trace_id, SCORES_PAGE)
    for score in found:
        scores.remove(score)
    if len(found) == SCORES_PAGE:
        return False
    key = trace_key(event.app_id, event.trace_id)
    if (summary := await summaries.find(key)) is not None:
        summaries.remove(summary)
    for each in await seen.get_many([page_id(key, page) for page in range(event.seen_pages)]):
        if each is not None:
            seen.remove(each)
    return True
