"""Traces as callers send and see them."""

from datetime import datetime
from typing import Any, Self

from pydantic_core import from_json

from shared.domain.traces.model import Trace
from shared.domain.traces.scores import Score, ScoreKind, ScoreSummary
from shared.engines.spans.meaning import Meaning
from shared.engines.spans.model import Span
from shared.model import FrozenModel, View


class Exported(FrozenModel):
    """What became of an export: how many spans were rejected, and why the first of them were."""

    rejected: int = 0
    message: str = ""


class TraceView(View):
    """A trace's summary; counts are of spans as received."""

    trace_id: str
    app_id: str
    name: str
    started_at: datetime
    ended_at: datetime
    span_count: int
    error_count: int
    input_tokens: int
    output_tokens: int
    cost: float
    models: tuple[str, ...]
    user_id: str | None
    trace_session_id: str | None
    environment: str


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
