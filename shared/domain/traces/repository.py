"""Where traces and their spans are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import StoreQuery
from shared.domain.traces.model import SpanChunk, Trace
from shared.domain.traces.scores import Score, ScoreSummary

TRACE_LIST = QueryShape(
    "traces",
    equals=("appId", "environment", "userId", "traceSessionId"),
    sorts=(("-startedAt",), ("startedAt",)),
    ranges=("startedAt",),
    required=("appId",),
)
CHUNKS_OF_TRACE = QueryShape("spanChunks", equals=("traceKey",), sorts=(("receivedAt",),), required=("traceKey",))
SCORE_LIST = QueryShape(
    "scores",
    equals=("appId", "traceId", "traceSessionId", "name"),
    sorts=(("-givenAt",), ("givenAt",)),
    required=("appId",),
)
MAX_CHUNKS = 200
"""How many chunks of a trace are read at most."""


class TraceRepository(Repository[Trace]):
    """Summaries of traces, by app and trace id."""

    collection: ClassVar[str] = "traces"
    noun: ClassVar[str] = "trace"
    model = Trace


class SpanChunkRepository(Repository[SpanChunk]):
    """Chunks of spans, by what they hold."""

    collection: ClassVar[str] = "spanChunks"
    noun: ClassVar[str] = "span_chunk"
    model = SpanChunk

    async def of_trace(self, trace_key: str) -> list[SpanChunk]:
        """Return a trace's chunks in the order they came, at most `MAX_CHUNKS`."""
        filters = CHUNKS_OF_TRACE.filters({"traceKey": trace_key})
        query = StoreQuery(self.collection, filters, CHUNKS_OF_TRACE.orders(), MAX_CHUNKS)
        return [self._entity(document) for document in await self._reads.query(query)]


class ScoreRepository(Repository[Score]):
    """Scores, by app and the id they came with."""

    collection: ClassVar[str] = "scores"
    noun: ClassVar[str] = "score"
    model = Score


class ScoreSummaryRepository(Repository[ScoreSummary]):
    """What scores come to, by what they are about."""

    collection: ClassVar[str] = "scoreSummaries"
    noun: ClassVar[str] = "score_summary"
    model = ScoreSummary
