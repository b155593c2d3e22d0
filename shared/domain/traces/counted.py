"""What the counters of traces hold: they are only ever added to, so that a field that is missing is zero."""

from datetime import datetime
from typing import Any, Self

from pydantic import Field, model_validator

from shared.data.repository import Entity

DURATION = "ms"
"""What the names of counters of durations begin with; the bucket follows."""


class TraceSession(Entity):
    """What the traces of one trace session come to."""

    app_id: str
    trace_session_id: str
    traces: int = 0
    failed_traces: int = 0
    spans: int = 0
    errors: int = 0
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_nanos: int = 0
    received_at: datetime
    expires_at: datetime


class TraceUsage(Entity):
    """What one of an app's days came to, or a model or a user on that day; `durations` counts by bucket."""

    app_id: str
    kind: str
    name: str
    day: str
    traces: int = 0
    failed_traces: int = 0
    spans: int = 0
    errors: int = 0
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_nanos: int = 0
    durations: dict[int, int] = Field(default_factory=dict[int, int])

    @model_validator(mode="before")
    @classmethod
    def _with_durations(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Gather the counters of durations, which lie beside the others in a document."""
        found = {
            int(name.removeprefix(DURATION)): count
            for name, count in data.items()
            if name.startswith(DURATION) and name.removeprefix(DURATION).isdecimal()
        }
        return {**data, "durations": found} if found else data

    def plus(self, other: Self) -> Self:
        """Return both together, under the name of the first."""
        durations = dict(self.durations)
        for bucket, count in other.durations.items():
            durations[bucket] = durations.get(bucket, 0) + count
        sums = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        return self.model_copy(update={**sums, "durations": durations})


COUNTS = (
    "traces", "failed_traces", "spans", "errors", "calls", "input_tokens", "output_tokens", "cost_nanos",
)  # fmt: skip
