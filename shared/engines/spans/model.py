"""A span as it is kept: what was sent, with ids, times and enumerations in one form."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from shared.model import FrozenModel

NANOS = 1_000_000_000

Attributes = dict[str, Any]
Status = Literal["unset", "ok", "error"]


class SpanEvent(FrozenModel):
    """Something that happened during a span."""

    name: str
    at_nanos: int
    attributes: Attributes = Field(default_factory=dict[str, Any])


class SpanLink(FrozenModel):
    """Another span that this one has to do with."""

    trace_id: str
    span_id: str
    attributes: Attributes = Field(default_factory=dict[str, Any])


class Origin(FrozenModel):
    """What sent a span: the resource, and the instrumentation's scope."""

    resource: Attributes = Field(default_factory=dict[str, Any])
    scope_name: str = ""
    scope_version: str = ""
    scope_attributes: Attributes = Field(default_factory=dict[str, Any])


class Span(FrozenModel):
    """One span; ids are lowercase hex, times nanoseconds since 1970.

    `kind` is OpenTelemetry's number. Every attribute is kept under the name it came with.
    """

    trace_id: str
    span_id: str
    parent_id: str | None = None
    name: str
    kind: int = 0
    start_nanos: int
    end_nanos: int
    status: Status = "unset"
    status_message: str = ""
    trace_state: str = ""
    flags: int = 0
    attributes: Attributes = Field(default_factory=dict[str, Any])
    events: tuple[SpanEvent, ...] = ()
    links: tuple[SpanLink, ...] = ()
    origin: Origin = Origin()
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Between which times a span must begin and end, in nanoseconds."""

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Export:
    """What one request held: spans that can be kept, and a line for each that can't."""

    spans: tuple[Span, ...]
    rejections: tuple[str, ...]
