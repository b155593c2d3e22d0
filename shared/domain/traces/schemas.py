"""Traces as callers send and see them."""

from datetime import datetime
from typing import Any, Self

from pydantic_core import from_json

from shared.domain.traces.counted import COUNTS, TraceSession, TraceUsage
from shared.domain.traces.model import Trace, TraceStatus
from shared.domain.traces.scores import Score, ScoreKind, ScoreSummary
from shared.engines.latencies import percentile
from shared.engines.spans.meaning import Meaning
from shared.engines.spans.model import NANOS, Span
from shared.model import FrozenModel, View


class Exported(FrozenModel):
    """What became of an export: how many spans were rejected, and why the first of them were."""

    rejected: int = 0
    message: str = ""


class TraceView(View):
    """A trace's summary; each span counts once."""

    trace_id: str
    app_id: str
    name: str
    started_at: datetime
    ended_at: datetime
    duration_ms: float
    status: TraceStatus
    span_count: int
    error_count: int
    input_tokens: int
    output_tokens: int
    cost: float
    models: tuple[str, ...]
    tags: tuple[str, ...]
    user_id: str | None
    trace_session_id: str | None
    environment: str
    received_at: datetime


class ScoreTotalView(FrozenModel):
    """What the scores of one name, or of one of its categories, come to; only what has a number has a mean."""

    name: str
    kind: ScoreKind
    category: str | None
    count: int
    mean: float | None

    @classmethod
    def all_of(cls, summary: ScoreSummary | None) -> tuple[Self, ...]:
        """Return a view of each total, none without a summary."""
        totals = summary.totals if summary else ()
        counted = (ScoreKind.NUMERIC, ScoreKind.BOOLEAN)
        return tuple(
            cls(
                name=total.name,
                kind=total.kind,
                category=total.category,
                count=total.count,
                mean=total.sum / total.count if total.kind in counted else None,
            )
            for total in totals
        )


class ScoredTrace(TraceView):
    """A trace's summary with what its scores, and those of its spans, come to."""

    scores: tuple[ScoreTotalView, ...]

    @classmethod
    def with_scores(cls, trace: Trace, summary: ScoreSummary | None) -> Self:
        """Return the view of a trace and its scores."""
        return cls(**dict(TraceView.of(trace)), scores=ScoreTotalView.all_of(summary))


class ScoreView(FrozenModel):
    """A score; `number` is 1 or 0 for yes or no, and `text` is a category or words."""

    score_id: str
    name: str
    kind: ScoreKind
    number: float | None
    text: str | None
    trace_id: str | None
    span_id: str | None
    trace_session_id: str | None
    comment: str
    metadata: dict[str, Any]
    environment: str
    given_by: str
    given_at: datetime

    @classmethod
    def read(cls, score: Score) -> Self:
        """Return the view of a stored score."""
        return cls(
            **{**{name: getattr(score, name) for name in cls.model_fields}, "metadata": from_json(score.metadata)}
        )


class SpanRow(FrozenModel):
    """One line of the waterfall, in nanoseconds after the trace began.

    `content_url` downloads the whole of a span too large to be shown here.
    """

    depth: int
    parent_id: str | None
    offset_nanos: int
    duration_nanos: int
    started_at: datetime
    span: Span
    meaning: Meaning
    content_url: str | None


class TraceDetail(FrozenModel):
    """A trace with its spans, each below its parent; `complete` is false where there are more than are shown."""

    trace: ScoredTrace
    rows: tuple[SpanRow, ...]
    complete: bool


class TraceSessionView(FrozenModel):
    """What the traces of a trace session come to; costs are in US dollars."""

    trace_session_id: str
    app_id: str
    traces: int
    failed_traces: int
    spans: int
    input_tokens: int
    output_tokens: int
    cost: float
    received_at: datetime

    @classmethod
    def read(cls, session: TraceSession) -> Self:
        """Return the view of a stored trace session."""
        fields = {name: getattr(session, name) for name in cls.model_fields if name != "cost"}
        return cls(**fields, cost=session.cost_nanos / NANOS)


class TraceSessionDetail(FrozenModel):
    """A trace session with its traces, the first begun first; `complete` is false where there are more."""

    session: TraceSessionView
    scores: tuple[ScoreTotalView, ...]
    traces: tuple[TraceView, ...]
    complete: bool


class UsageLine(FrozenModel):
    """What a day came to, or a model or a user over some days.

    Durations, in milliseconds and up to 10 % off, are of traces, or of a model's calls; costs are in US dollars.
    """

    name: str
    traces: int
    failed_traces: int
    spans: int
    errors: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost: float
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None

    @classmethod
    def of(cls, name: str, usage: TraceUsage) -> Self:
        """Return the line of some counters."""
        counts: dict[str, Any] = {field: getattr(usage, field) for field in COUNTS if field != "cost_nanos"}
        times: dict[str, Any] = {f"p{share}_ms": percentile(usage.durations, share / 100) for share in (50, 95, 99)}
        return cls(name=name, cost=usage.cost_nanos / NANOS, **counts, **times)


class AppUsage(FrozenModel):
    """An app's usage by day, model or user, the first or dearest first; `complete` is false where there is more."""

    total: UsageLine
    lines: tuple[UsageLine, ...]
    complete: bool
