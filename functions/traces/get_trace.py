"""One trace with its spans: what a tree and a waterfall are drawn from."""

from datetime import timedelta

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.traces.model import moment, trace_key
from shared.domain.traces.packing import unpacked
from shared.domain.traces.repository import ScoreSummaryRepository, SpanChunkRepository, TraceRepository
from shared.domain.traces.schemas import ScoredTrace, SpanRow, TraceDetail
from shared.engines.spans.meaning import meaning_of
from shared.engines.spans.tree import rows_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request

MAX_ROWS = 5_000
_URL_LIFETIME = timedelta(minutes=15)


class GetTrace(Request):
    """Which trace of which app."""

    app_id: Identifier
    trace_id: Identifier


def _summaries(request: GetTrace) -> list[str]:
    key = trace_key(request.app_id, request.trace_id.lower())
    return [TraceRepository.path(key), ScoreSummaryRepository.path(key)]


@query(
    "GET /v1/apps/{appId}/traces/{traceId}",
    permission=Permission.TRACES_READ,
    loads=Loads(AppRepository, "app_id", beside=_summaries, tagged=False),
)
async def get_trace(request: GetTrace, ctx: QueryContext) -> TraceDetail:
    """Show a trace with its spans, each below its parent."""
    app = await AppRepository(ctx.reads).get(request.app_id)
    trace = await TraceRepository(ctx.reads).get(trace_key(app.id, request.trace_id.lower()))
    chunks = await SpanChunkRepository(ctx.reads).of_trace(trace.id)
    stored = {each.span.span_id: each for chunk in chunks for each in unpacked(chunk.payload)}
    rows = rows_of(each.span for each in stored.values())
    shown: list[SpanRow] = []
    for row in rows[:MAX_ROWS]:
        path = stored[row.span.span_id].content
        name = f"{row.span.span_id}.json"
        shown.append(
            SpanRow(
                depth=row.depth,
                parent_id=row.parent_id,
                offset_nanos=row.offset_nanos,
                duration_nanos=row.span.end_nanos - row.span.start_nanos,
                started_at=moment(row.span.start_nanos),
                span=row.span,
                meaning=meaning_of(row.span),
                content_url=await ctx.signed_download(path, expires_in=_URL_LIFETIME, filename=name) if path else None,
            )
        )
    complete = len(shown) == len(rows) and len(chunks) >= trace.chunk_count
    scored = ScoredTrace.with_scores(trace, await ScoreSummaryRepository(ctx.reads).find(trace.id))
    return TraceDetail(trace=scored, rows=tuple(shown), complete=complete)
