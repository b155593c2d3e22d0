"""Traces: a summary document for each, and its spans in chunks that are only ever added."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Self

from shared.data.repository import Entity
from shared.engines.spans.meaning import meaning_of
from shared.engines.spans.model import NANOS, Span
from shared.model import FrozenModel

MAX_MODELS = 20
_MAX_TEXT = 200
_BY_ANY_SPAN, _BY_ROOT, _BY_SENDER = range(3)


class Trace(Entity):
    """What is known of a trace without reading its spans; the counts are of spans as received, double ones twice.

    `name_rank` says how good the name is: any span's, the root's, or one the sender gave the trace.
    """

    app_id: str
    trace_id: str
    name: str = ""
    name_rank: int = -1
    started_at: datetime
    ended_at: datetime
    span_count: int = 0
    error_count: int = 0
    chunk_count: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0
    models: tuple[str, ...] = ()
    user_id: str | None = None
    trace_session_id: str | None = None
    environment: str
    received_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, app_id: str, spans: Sequence[Span], *, environment: str, at: datetime, until: datetime) -> Self:
        """Return the summary of some spans of one trace, one chunk of them."""
        meanings = [meaning_of(span) for span in spans]
        calls = [meaning for meaning in meanings if meaning.observation in ("llm", "embedding")]
        sent = [meaning.trace_name for meaning in meanings if meaning.trace_name]
        roots = [span.name for span in spans if span.parent_id is None]
        names = ((_BY_SENDER, sent), (_BY_ROOT, roots), (_BY_ANY_SPAN, [spans[0].name]))
        rank, [name, *_] = next((rank, found) for rank, found in names if found)
        return cls(
            id=trace_key(app_id, spans[0].trace_id),
            app_id=app_id,
            trace_id=spans[0].trace_id,
            name=name[:_MAX_TEXT],
            name_rank=rank,
            started_at=moment(min(span.start_nanos for span in spans)),
            ended_at=moment(max(span.end_nanos for span in spans)),
            span_count=len(spans),
            error_count=sum(span.status == "error" for span in spans),
            chunk_count=1,
            input_tokens=sum(meaning.input_tokens or 0 for meaning in calls),
            output_tokens=sum(meaning.output_tokens or 0 for meaning in calls),
            cost=sum(meaning.cost or 0 for meaning in calls),
            models=_models(meaning.model for meaning in calls),
            user_id=_first(meaning.user_id for meaning in meanings),
            trace_session_id=_first(meaning.trace_session_id for meaning in meanings),
            environment=_first(meaning.environment for meaning in meanings) or environment,
            received_at=at,
            expires_at=until,
        )

    def joined(self, more: Self) -> Self:
        """Return the summary with more of the same trace's spans, whichever of them came first."""
        better = more if more.name_rank > self.name_rank else self
        return self.with_(
            name=better.name,
            name_rank=better.name_rank,
            started_at=min(self.started_at, more.started_at),
            ended_at=max(self.ended_at, more.ended_at),
            span_count=self.span_count + more.span_count,
            error_count=self.error_count + more.error_count,
            chunk_count=self.chunk_count + more.chunk_count,
            input_tokens=self.input_tokens + more.input_tokens,
            output_tokens=self.output_tokens + more.output_tokens,
            cost=self.cost + more.cost,
            models=_models((*self.models, *more.models)),
            user_id=self.user_id or more.user_id,
            trace_session_id=self.trace_session_id or more.trace_session_id,
            received_at=max(self.received_at, more.received_at),
            expires_at=max(self.expires_at, more.expires_at),
        )


class SpanChunk(Entity):
    """Spans of one trace that came together, packed; the id follows from them, so that a retry adds nothing."""

    trace_key: str
    payload: bytes
    received_at: datetime
    expires_at: datetime


class StoredSpan(FrozenModel):
    """A span as a chunk holds it; one that is large has the whole of itself in the file `content`."""

    span: Span
    content: str | None = None


def trace_key(app_id: str, trace_id: str) -> str:
    """Return the id of a trace's summary."""
    return f"{app_id}-{trace_id}"


def moment(nanos: int) -> datetime:
    """Return a time of a span's, to the microsecond."""
    seconds, rest = divmod(nanos, NANOS)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1_000)


def _models(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name[:_MAX_TEXT] for name in names if name))[:MAX_MODELS]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text[:_MAX_TEXT] for text in texts if text), None)
