"""Whatever is published is looked at once for the tenant's webhooks, and costs nothing where there are none.

An instance remembers for 30 seconds what a tenant's webhooks ask for, so a tenant without any costs one read of one
document in that time, and a new or changed webhook takes effect within it. What is asked for is published a second
time, as `WebhookEventMatched`, before the outbox document goes: as safely as the event itself.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared.data.platform_documents import PlatformDocuments
from shared.events.envelope import Envelope
from shared.events.outbox import SWEEP_AFTER

if TYPE_CHECKING:
    from shared.runtime.composition import Composition

ROUTES_TTL = timedelta(seconds=30)
MAX_REMEMBERED = 10_000
_INDEX = "webhookIndex/all"


async def webhook_copies(
    composition: "Composition", outbox: Mapping[str, Any], envelopes: list[Envelope]
) -> list[Envelope]:
    """Return what the events of one outbox document mean to the tenant's webhooks, each under an id of its own."""
    patterns = await _patterns(composition, outbox["tenantId"])
    if not patterns:
        return []
    from shared.domain.webhooks.events import NEVER_DELIVERED, WebhookEventMatched
    from shared.domain.webhooks.model import matches

    return [
        Envelope(
            id=f"{envelope.id}-webhooks",
            type=WebhookEventMatched.type,
            time=composition.clock.now(),
            tenant_id=envelope.tenant_id,
            traceparent=envelope.traceparent,
            causation_id=envelope.id,
            data=WebhookEventMatched(
                event_id=envelope.id,
                event_type=envelope.type,
                occurred_at=_occurred_at(envelope, outbox["dueAt"]),
                data=envelope.data,
            ).model_dump(by_alias=True, mode="json"),
        )
        for envelope in envelopes
        if envelope.type not in NEVER_DELIVERED and matches(patterns, envelope.type)
    ]


async def _patterns(composition: "Composition", tenant_id: str) -> tuple[str, ...]:
    now, remembered = composition.clock.now(), composition.webhook_patterns
    cached = remembered.get(tenant_id)
    if cached is None or cached[1] <= now:
        document = await PlatformDocuments(composition.store).get(f"tenants/{tenant_id}/{_INDEX}")
        cached = (_asked_for(document.data) if document else (), now + ROUTES_TTL)
        if len(remembered) >= MAX_REMEMBERED:
            remembered.pop(next(iter(remembered)))
        remembered[tenant_id] = cached
    return cached[0]


def _asked_for(index: Mapping[str, Any]) -> tuple[str, ...]:
    from shared.domain.webhooks.model import WebhookIndex

    return WebhookIndex.model_validate(index).patterns()


def _occurred_at(envelope: Envelope, due_at: datetime) -> datetime:
    """Return when an event came true: one that was emitted for later, when it was due."""
    return due_at if due_at - envelope.time > SWEEP_AFTER else envelope.time
