"""Traces as callers send and see them."""

from datetime import datetime

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

    trace: TraceView
    rows: tuple[SpanRow, ...]
    complete: bool
