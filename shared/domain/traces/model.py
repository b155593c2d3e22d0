"""Traces: a summary document for each, and its spans in chunks that are only ever added."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Self

from shared.data.repository import Entity
from shared.domain.traces.call_usage import CallUsage, added, usage_of
from shared.engines.spans.meaning import Facts, facts_of
from shared.engines.spans.model import NANOS, Span
from shared.model import FrozenModel

MAX_TAGS = 50
_MAX_TEXT = 200
_MICROSECOND = timedelta(microseconds=1)
_BY_ANY_SPAN, _BY_ROOT, _BY_SENDER = range(3)

TraceStatus = Literal["ok", "error"]
"""Whether any of a trace's spans failed."""


class Trace(Entity):
    """What is known of a trace without reading its spans.

    A span counts once, as it came first. `name_rank` says how good the name is: any span's, the root's, or one the
    sender gave the trace. `seen` and as many documents as `seen_pages` says tell which spans were counted.
    """

    app_id: str
    trace_id: str
    name: str = ""
    name_rank: int = -1
    started_at: datetime
    ended_at: datetime
    duration_nanos: int = 0
    status: TraceStatus = "ok"
    span_count: int = 0
    error_count: int = 0
    chunk_count: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0
    models: tuple[str, ...] = ()
    calls: tuple[CallUsage, ...] = ()
    tags: tuple[str, ...] = ()
    user_id: str | None = None
    trace_session_id: str | None = None
    environment: str
    seen: bytes = b""
    seen_pages: int = 0
    received_at: datetime
    expires_at: datetime

    @property
    def duration_ms(self) -> float:
        """How long it took, in milliseconds."""
        return self.duration_nanos / 1_000_000

    @classmethod
    def of(
        cls,
        app_id: str,
        spans: Sequence[Span],
        *,
        counted: Sequence[Span],
        environment: str,
        at: datetime,
        until: datetime,
    ) -> Self:
        """Return the summary of some spans of one trace, one chunk of them, of which some count."""
        facts = [facts_of(span) for span in spans]
        counts = {id(span) for span in counted}
        calls = usage_of(
            (span, fact) for span, fact in zip(spans, facts, strict=True) if id(span) in counts and _is_call(fact)
        )
        sent = [fact.trace_name for fact in facts if fact.trace_name]
        roots = [span.name for span in spans if span.parent_id is None]
        names = ((_BY_SENDER, sent), (_BY_ROOT, roots), (_BY_ANY_SPAN, [spans[0].name]))
        rank, [name, *_] = next((rank, found) for rank, found in names if found)
        began, ended = min(span.start_nanos for span in spans), max(span.end_nanos for span in spans)
        errors = sum(span.status == "error" for span in counted)
        return cls(
            id=trace_key(app_id, spans[0].trace_id),
            app_id=app_id,
            trace_id=spans[0].trace_id,
            name=name[:_MAX_TEXT],
            name_rank=rank,
            started_at=moment(began),
            ended_at=moment(ended),
            duration_nanos=(ended - began) // 1_000 * 1_000,
            status="error" if errors else "ok",
            span_count=len(counted),
            error_count=errors,
            chunk_count=1,
            input_tokens=sum(each.input_tokens for each in calls),
            output_tokens=sum(each.output_tokens for each in calls),
            cost=sum(each.cost for each in calls),
            models=tuple(each.model for each in calls if each.model),
            calls=calls,
            tags=_texts((tag for fact in facts for tag in fact.tags), MAX_TAGS),
            user_id=_first(fact.user_id for fact in facts),
            trace_session_id=_first(fact.trace_session_id for fact in facts),
            environment=_first(fact.environment for fact in facts) or environment,
            received_at=at,
            expires_at=until,
        )

    def joined(self, more: Self) -> Self:
        """Return the summary with more of the same trace's spans, whichever of them came first."""
        better = more if more.name_rank > self.name_rank else self
        began, ended = min(self.started_at, more.started_at), max(self.ended_at, more.ended_at)
        calls = added(self.calls, more.calls)
        errors = self.error_count + more.error_count
        return self.with_(
            name=better.name,
            name_rank=better.name_rank,
            started_at=began,
            ended_at=ended,
            duration_nanos=round((ended - began) / _MICROSECOND) * 1_000,
            status="error" if errors else "ok",
            span_count=self.span_count + more.span_count,
            error_count=errors,
            chunk_count=self.chunk_count + more.chunk_count,
            input_tokens=self.input_tokens + more.input_tokens,
            output_tokens=self.output_tokens + more.output_tokens,
            cost=self.cost + more.cost,
            models=tuple(each.model for each in calls if each.model),
            calls=calls,
            tags=_texts((*self.tags, *more.tags), MAX_TAGS),
            user_id=self.user_id or more.user_id,
            trace_session_id=self.trace_session_id or more.trace_session_id,
            received_at=max(self.received_at, more.received_at),
            expires_at=max(self.expires_at, more.expires_at),
        )


class SpanChunk(Entity):
    """Spans of one trace that came together, packed; the id follows from them, so that a retry adds nothing.

    `files` hold the whole of large spans.
    """

    trace_key: str
    payload: bytes
    files: tuple[str, ...] = ()
    received_at: datetime
    expires_at: datetime


class SeenSpans(Entity):
    """Which spans of a large trace were counted, as many as one document remembers."""

    digests: bytes
    expires_at: datetime


class StoredSpan(FrozenModel):
    """A span as a chunk holds it; one that is large has the whole of itself in the file `content`."""

    span: Span
    content: str | None = None


def trace_key(app_id: str, trace_id: str) -> str:
    """Return the id of a trace's summary."""
    return f"{app_id}-{trace_id}"


def page_id(trace_key: str, page: int) -> str:
    """Return the id of one page of what a trace's summary has seen."""
    return f"{trace_key}-{page}"


def moment(nanos: int) -> datetime:
    """Return a time of a span's, to the microsecond."""
    seconds, rest = divmod(nanos, NANOS)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1_000)


def _is_call(facts: Facts) -> bool:
    return facts.observation in ("llm", "embedding")


def _texts(texts: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[:_MAX_TEXT] for text in texts))[:most]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text[:_MAX_TEXT] for text in texts if text), None)
