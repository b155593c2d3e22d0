"""Spans as the bytes of chunks: JSON, compressed, each chunk well below what a document may hold."""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from shared.domain.traces.model import StoredSpan
from shared.engines.redaction import Redactor
from shared.engines.spans.model import Origin, Span

MAX_INLINE = 128 * 1024
"""How large a span's JSON may be, in bytes, before all of it goes to a file."""

MAX_CHUNK = 900 * 1024
_MAX_UNPACKED = 2 * 1024 * 1024
_MAX_KEPT, _MAX_KEPT_VALUE = 32 * 1024, 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """Some spans of one trace, and the bytes that hold them."""

    id: str
    spans: tuple[Span, ...]
    payload: bytes
    files: tuple[str, ...]


def packed(trace_key: str, stored: Sequence[StoredSpan]) -> Iterator[Packed]:
    """Yield the chunks of some spans of one trace; the same spans make the same chunks."""
    begin, size = 0, 0
    parts = [to_json(each, by_alias=True) for each in stored]
    for place, part in enumerate(parts):
        if size + len(part) > _MAX_UNPACKED and place > begin:
            yield from _packed(trace_key, stored[begin:place], parts[begin:place])
            begin, size = place, 0
        size += len(part)
    if parts:
        yield from _packed(trace_key, stored[begin:], parts[begin:])


def _packed(trace_key: str, stored: Sequence[StoredSpan], parts: Sequence[bytes]) -> Iterator[Packed]:
    content = b"[" + b",".join(parts) + b"]"
    payload = zlib.compress(content)
    if len(payload) > MAX_CHUNK and len(parts) > 1:
        half = len(parts) // 2
        yield from _packed(trace_key, stored[:half], parts[:half])
        yield from _packed(trace_key, stored[half:], parts[half:])
        return
    id = hashlib.sha256(trace_key.encode() + b"\x00" + content).hexdigest()
    files = tuple(each.content for each in stored if each.content is not None)
    yield Packed(id, tuple(each.span for each in stored), payload, files)


def unpacked(payload: bytes) -> list[StoredSpan]:
    """Return the spans of a chunk."""
    return [StoredSpan.model_validate(each) for each in from_json(zlib.decompress(payload))]


def content_of(span: Span) -> bytes | None:
    """Return the whole of a span that is too large for a chunk, None for any other."""
    content = to_json(span, by_alias=True)
    return content if len(content) > MAX_INLINE else None


def outline_of(span: Span) -> Span:
    """Return a large span without its large attributes, events and links."""
    return span.with_(
        attributes=_small(span.attributes),
        origin=Origin(resource=_small(span.origin.resource), scope_name=span.origin.scope_name[:_MAX_KEPT_VALUE]),
        events=(),
        links=(),
        status_message=span.status_message[:_MAX_KEPT_VALUE],
        trace_state=span.trace_state[:_MAX_KEPT_VALUE],
    )


def redacted(span: Span, redactor: Redactor) -> Span:
    """Return a span with each of its texts redacted, ids excepted."""
    texts = {"name", "status_message", "attributes", "events", "links", "origin"}
    fields: dict[str, Any] = {name: redactor.value(value) for name, value in span.model_dump(include=texts).items()}
    ids = [link.model_dump(include={"trace_id", "span_id"}) for link in span.links]
    fields["links"] = [{**link, **each} for link, each in zip(fields["links"], ids, strict=True)]
    return span.with_(**fields)


def _small(attributes: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    size = 0
    for name, value in attributes.items():
        length = len(to_json({name: value}))
        if length <= _MAX_KEPT_VALUE and size + length <= _MAX_KEPT:
            kept[name] = value
            size += length
    return kept
