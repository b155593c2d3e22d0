"""The outbox: events lie beside the state they tell of, in the same commit, until they are published.

One document holds the events of a commit that travel together. `relay_outbox` publishes a new document at once;
`sweep_outbox` publishes what is due and still there: what the relay or a direct publish missed, and what was meant for
later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zlib import crc32

from shared.errors import InternalError
from shared.events.envelope import Envelope
from shared.events.event import Event

COLLECTION = "outbox"
SHARDS = 4
SWEEP_AFTER = timedelta(seconds=10)
MAX_EVENTS = 200
SCHEMA_VERSION = 1


class OutboxScope(Protocol):
    """What the envelope takes from the call."""

    @property
    def now(self) -> datetime:
        """The call's frozen time."""
        ...

    @property
    def traceparent(self) -> str:
        """The call's W3C trace context."""
        ...

    @property
    def causation_id(self) -> str:
        """The request or event that caused this."""
        ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An envelope in a unit of work, with the time it is meant for (None: now)."""

    envelope: Envelope
    at: datetime | None = None
    direct: bool = False


def outgoing(event: Event, *, id: str, tenant_id: str, scope: OutboxScope, at: datetime | None = None) -> Outgoing:
    """Put an event into its envelope."""
    envelope = Envelope(
        id=id,
        type=event.type,
        time=scope.now,
        tenant_id=tenant_id,
        traceparent=scope.traceparent,
        causation_id=scope.causation_id,
        data=event.model_dump(by_alias=True, mode="json"),
        ordering_key=event.ordering_key(),
        due=at,
    )
    return Outgoing(envelope, at, event.publish_directly and at is None)


@dataclass(frozen=True, slots=True)
class OutboxDocument:
    """One outbox document about to be written."""

    path: str
    data: dict[str, Any]
    direct: bool


def outbox_documents(commit_id: str, events: Sequence[Outgoing], now: datetime) -> Iterator[OutboxDocument]:
    """Yield the outbox documents of one commit: one for each tenant, due time and way of publishing."""
    if len(events) > MAX_EVENTS:
        raise InternalError(f"{len(events)} events in one commit; emit pages of at most {MAX_EVENTS}")
    groups: dict[tuple[str, datetime | None, bool], list[Envelope]] = {}
    for each in events:
        groups.setdefault((each.envelope.tenant_id, each.at, each.direct), []).append(each.envelope)
    for number, ((tenant_id, at, direct), envelopes) in enumerate(groups.items()):
        identifier = f"{commit_id}-{number}"
        yield OutboxDocument(
            path=f"tenants/{tenant_id}/{COLLECTION}/{identifier}",
            data={
                "tenantId": tenant_id,
                "schemaVersion": SCHEMA_VERSION,
                "dueAt": at or now + SWEEP_AFTER,
                "relay": at is None and not direct,
                "shard": crc32(identifier.encode()) % SHARDS,
                "events": [stored_envelope(envelope) for envelope in envelopes],
            },
            direct=direct,
        )


def stored_envelope(envelope: Envelope) -> dict[str, Any]:
    """Return an envelope as documents hold it."""
    return {
        "id": envelope.id,
        "type": envelope.type,
        "time": envelope.time,
        "tenantId": envelope.tenant_id,
        "traceparent": envelope.traceparent,
        "causationId": envelope.causation_id,
        "orderingKey": envelope.ordering_key,
        "due": envelope.due,
        "data": envelope.data,
    }


def envelope_from(stored: Mapping[str, Any]) -> Envelope:
    """Return a stored envelope."""
    return Envelope(
        id=stored["id"],
        type=stored["type"],
        time=stored["time"],
        tenant_id=stored["tenantId"],
        traceparent=stored["traceparent"],
        causation_id=stored["causationId"],
        data=stored["data"],
        ordering_key=stored.get("orderingKey"),
        due=stored.get("due"),
    )
