"""What one process saw of one trace: spans within spans, kept until it is known whether anything failed.

Nothing is recorded outside `recording`, so that `span` costs next to nothing where nobody collects traces.
"""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from time import time_ns

from shared.observability.tracing import parts_of

MAX_SPANS = 500
"""How many spans one call may add; what comes beyond is counted and dropped."""

Attribute = str | int | float | bool


class Kind(IntEnum):
    """How a span stands to what is outside, as OTLP numbers it."""

    INTERNAL = 1
    SERVER = 2
    CLIENT = 3
    CONSUMER = 5


class Area(StrEnum):
    """What a span within a call is about; its name."""

    AUTHENTICATION = "authentication_flows"
    DATABASE = "database_operations"
    EXECUTION = "code_execution"
    EXTERNAL = "external_api_calls"


@dataclass(slots=True)
class RecordedSpan:
    """One span; times are in nanoseconds since 1970. `error` says what failed."""

    span_id: str
    parent_id: str
    name: str
    kind: Kind
    began: int
    ended: int = 0
    attributes: dict[str, Attribute] = field(default_factory=dict[str, Attribute])
    error: str | None = None


@dataclass(slots=True)
class Recording:
    """The spans of one call; the first is the call itself."""

    trace_id: str
    spans: list[RecordedSpan]
    dropped: int = 0

    @property
    def root(self) -> RecordedSpan:
        """The call itself."""
        return self.spans[0]

    @property
    def failed(self) -> bool:
        """Whether the call, or anything within it, failed."""
        return any(each.error is not None for each in self.spans)


_current: ContextVar[tuple[Recording, str] | None] = ContextVar("recording", default=None)


@contextmanager
def recording(name: str, kind: Kind, traceparent: str, parent: str | None) -> Generator[Recording]:
    """Record a call under the span that its own traceparent names, below the one that came with it."""
    trace_id, span_id = parts_of(traceparent)
    parent_trace, parent_id = parts_of(parent or "")
    root = RecordedSpan(span_id, parent_id if parent_trace == trace_id else "", name, kind, time_ns())
    made = Recording(trace_id, [root])
    token = _current.set((made, span_id))
    try:
        yield made
    except BaseException as error:
        root.error = _told(error)
        raise
    finally:
        root.ended = time_ns()
        _current.reset(token)


@contextmanager
def span(area: Area, kind: Kind = Kind.INTERNAL, **attributes: Attribute) -> Generator[dict[str, Attribute]]:
    """Record a part of the call that is being recorded; yield its attributes, to add to."""
    current = _current.get()
    if current is None:
        yield attributes
        return
    made, parent_id = current
    if len(made.spans) >= MAX_SPANS:
        made.dropped += 1
        yield attributes
        return
    part = RecordedSpan(secrets.token_hex(8), parent_id, area.value, kind, time_ns(), attributes=attributes)
    made.spans.append(part)
    token = _current.set((made, part.span_id))
    try:
        yield attributes
    except Exception as error:
        part.error = _told(error)
        raise
    finally:
        part.ended = time_ns()
        _current.reset(token)


def sampled(trace_id: str, rate: float) -> bool:
    """Tell whether a trace is one of those kept anyway; each process decides alike, by the id alone."""
    return int(trace_id[16:], 16) < rate * 2**64


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]
