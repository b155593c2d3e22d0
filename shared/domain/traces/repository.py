"""Where traces and their spans are stored."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.domain.traces.counted import TraceSession, TraceUsage
from shared.domain.traces.model import SeenSpans, SpanChunk, Trace
from shared.domain.traces.scores import Score, ScoreSummary

TRACE_LIST = QueryShape(
    "traces",
    equals=("appId", "environment", "userId", "traceSessionId", "status"),
    contains=("models", "tags"),
    sorts=(("-startedAt",), ("startedAt",), ("-durationNanos",), ("-cost",)),
    ranges=("startedAt", "durationNanos", "cost"),
    required=("appId",),
)
TRACE_TAIL = QueryShape(
    "traces", equals=("appId",), sorts=(("receivedAt",),), ranges=("receivedAt",), required=("appId",)
)
CHUNKS_OF_TRACE = QueryShape(
    "spanChunks", equals=("traceKey",), sorts=(("receivedAt",),), ranges=("receivedAt",), required=("traceKey",)
)
OLD_CHUNKS = QueryShape("spanChunks", sorts=(("expiresAt",),), ranges=("expiresAt",))
OLD_TRACES = QueryShape("traces", sorts=(("expiresAt",),), ranges=("expiresAt",))
SCORE_LIST = QueryShape(
    "scores",
    equals=("appId", "traceId", "traceSessionId", "name"),
    sorts=(("-givenAt",), ("givenAt",)),
    required=("appId",),
)
USAGE_OF_APP = QueryShape(
    "traceUsage", equals=("appId", "kind", "name"), sorts=(("day",),), ranges=("day",), required=("appId", "kind")
)
TRACE_SESSION_LIST = QueryShape(
    "traceSessions", equals=("appId",), sorts=(("-receivedAt",), ("receivedAt",)), required=("appId",)
)
MAX_CHUNKS = 200
"""How many chunks of a trace are read at most."""


class TraceRepository(Repository[Trace]):
    """Summaries of traces, by app and trace id."""

    collection: ClassVar[str] = "traces"
    noun: ClassVar[str] = "trace"
    model = Trace

    async def of_user(self, app_id: str, user_id: str, limit: int) -> list[Trace]:
        """Return some of a user's traces."""
        filters = TRACE_LIST.filters({"appId": app_id, "userId": user_id})
        query = StoreQuery(self.collection, filters, TRACE_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def begun_between(self, app_id: str, since: datetime, until: datetime, limit: int) -> list[Trace]:
        """Return some of an app's traces that began from one time on and before another, the last begun first."""
        bounds = TRACE_LIST.bounds(
            [Filter("startedAt", Operator.GREATER_OR_EQUAL, since), Filter("startedAt", Operator.LESS, until)]
        )
        filters = (*TRACE_LIST.filters({"appId": app_id}), *bounds)
        query = StoreQuery(self.collection, filters, TRACE_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def expired(self, before: datetime, limit: int) -> list[Trace]:
        """Return some traces that are kept no longer than until a time."""
        bounds = OLD_TRACES.bounds([Filter("expiresAt", Operator.LESS, before)])
        query = StoreQuery(self.collection, bounds, OLD_TRACES.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


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

    async def received_until(self, trace_key: str, at: datetime, limit: int) -> list[SpanChunk]:
        """Return some of a trace's chunks that had come at a time."""
        bounds = CHUNKS_OF_TRACE.bounds([Filter("receivedAt", Operator.LESS_OR_EQUAL, at)])
        filters = (*CHUNKS_OF_TRACE.filters({"traceKey": trace_key}), *bounds)
        query = StoreQuery(self.collection, filters, CHUNKS_OF_TRACE.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def expired(self, before: datetime, limit: int) -> list[SpanChunk]:
        """Return some chunks that are kept no longer than until a time."""
        bounds = OLD_CHUNKS.bounds([Filter("expiresAt", Operator.LESS, before)])
        query = StoreQuery(self.collection, bounds, OLD_CHUNKS.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def remove_all(self, ids: Sequence[str]) -> None:
        """Delete chunks, whichever are still there."""
        for chunk in await self.get_many(ids):
            if chunk is not None:
                self.remove(chunk)


class SeenSpansRepository(Repository[SeenSpans]):
    """What was counted of large traces, by trace and page."""

    collection: ClassVar[str] = "seenSpans"
    noun: ClassVar[str] = "seen_spans"
    model = SeenSpans


class TraceUsageRepository(Repository[TraceUsage]):
    """What counts an app's days, models and users, by app, day, name and shard."""

    collection: ClassVar[str] = "traceUsage"
    noun: ClassVar[str] = "trace_usage"
    model = TraceUsage

    async def of_days(self, app_id: str, kind: str, since: str, until: str, limit: int) -> list[TraceUsage]:
        """Return counters of one kind, of days both included, at most `limit` documents."""
        days = (Filter("day", Operator.GREATER_OR_EQUAL, since), Filter("day", Operator.LESS_OR_EQUAL, until))
        filters = (*USAGE_OF_APP.filters({"appId": app_id, "kind": kind}), *USAGE_OF_APP.bounds(days))
        query = StoreQuery(self.collection, filters, USAGE_OF_APP.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]

    async def of_user(self, app_id: str, user_id: str, limit: int) -> list[TraceUsage]:
        """Return some of what counts a user's days."""
        filters = USAGE_OF_APP.filters({"appId": app_id, "kind": "user", "name": user_id})
        query = StoreQuery(self.collection, filters, USAGE_OF_APP.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class TraceSessionRepository(Repository[TraceSession]):
    """Trace sessions, by app and what their sender calls them."""

    collection: ClassVar[str] = "traceSessions"
    noun: ClassVar[str] = "trace_session"
    model = TraceSession


class ScoreRepository(Repository[Score]):
    """Scores, by app and the id they came with."""

    collection: ClassVar[str] = "scores"
    noun: ClassVar[str] = "score"
    model = Score

    async def of_trace(self, app_id: str, trace_id: str, limit: int) -> list[Score]:
        """Return some of the scores of a trace and its spans."""
        filters = SCORE_LIST.filters({"appId": app_id, "traceId": trace_id})
        query = StoreQuery(self.collection, filters, SCORE_LIST.orders(), limit)
        return [self._entity(document) for document in await self._reads.query(query)]


class ScoreSummaryRepository(Repository[ScoreSummary]):
    """What scores come to, by what they are about."""

    collection: ClassVar[str] = "scoreSummaries"
    noun: ClassVar[str] = "score_summary"
    model = ScoreSummary
