"""How spans get into the store: few writes, and the same result however often and in which order they come."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.data.unit_of_work import UnitOfWork
from shared.domain.traces.model import SpanChunk, StoredSpan, Trace, trace_key
from shared.domain.traces.packing import Packed, packed
from shared.domain.traces.repository import SpanChunkRepository, TraceRepository
from shared.domain.traces.seen import seen_of
from shared.domain.traces.usage import changed, contribution, count, together

MAX_COMMIT = 6 * 1024 * 1024
"""How many bytes of chunks go into one commit."""

_MAX_CHUNKS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Delivery:
    """To which app spans came, when, from where if they don't say, and until when they are kept."""

    app_id: str
    environment: str
    at: datetime
    until: datetime


def batches_of(delivery: Delivery, stored: Sequence[StoredSpan]) -> Iterator[list[Packed]]:
    """Yield the chunks of some spans in parts that one commit can take."""
    by_trace: defaultdict[str, list[StoredSpan]] = defaultdict(list)
    for each in stored:
        by_trace[trace_key(delivery.app_id, each.span.trace_id)].append(each)
    batch: list[Packed] = []
    size = 0
    for key, spans in by_trace.items():
        for chunk in packed(key, spans):
            if batch and (size + len(chunk.payload) > MAX_COMMIT or len(batch) == _MAX_CHUNKS_AT_ONCE):
                yield batch
                batch, size = [], 0
            batch.append(chunk)
            size += len(chunk.payload)
    if batch:
        yield batch


async def store(work: UnitOfWork, delivery: Delivery, batch: Sequence[Packed]) -> None:
    """Add chunks that are not there yet, and what they tell to the summaries of their traces and to the counters."""
    traces, chunks = TraceRepository(work), SpanChunkRepository(work)
    keys = {chunk.id: trace_key(delivery.app_id, chunk.spans[0].trace_id) for chunk in batch}
    await work.get_many([*map(traces.path, keys.values()), *map(chunks.path, keys)])
    new = [chunk for chunk in {chunk.id: chunk for chunk in batch}.values() if await chunks.find(chunk.id) is None]
    before = {keys[chunk.id]: await traces.find(keys[chunk.id]) for chunk in new}
    seen = {key: await seen_of(work, trace) for key, trace in before.items()}
    joined: dict[str, Trace] = {}
    for chunk in new:
        key = keys[chunk.id]
        chunks.add(
            SpanChunk(
                id=chunk.id,
                trace_key=key,
                payload=chunk.payload,
                files=chunk.files,
                received_at=delivery.at,
                expires_at=delivery.until,
            )
        )
        more = Trace.of(
            delivery.app_id,
            chunk.spans,
            counted=seen[key].new(chunk.spans),
            environment=delivery.environment,
            at=delivery.at,
            until=delivery.until,
        )
        known = joined.get(key) or before[key]
        joined[key] = known.joined(more) if known else more
    for key, trace in joined.items():
        await traces.put(seen[key].kept_by(work, trace))
    changes = together(changed(contribution(before[key]), contribution(trace)) for key, trace in joined.items())
    count(work, delivery.app_id, changes, until=delivery.until)
