"""What happens to webhooks and deliveries, each with all that belongs into its commit."""

import json
from datetime import datetime
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.webhooks.events import WebhookDeliveryDue, WebhookDisabled
from shared.domain.webhooks.model import KEPT_FOR, Delivery, DisabledBecause, Webhook, delivery_id
from shared.domain.webhooks.repository import DeliveryRepository, WebhookIndexRepository, WebhookRepository


async def save(work: UnitOfWork, webhook: Webhook) -> None:
    """Store a webhook's next state, and what the index knows of it."""
    index = WebhookIndexRepository(work)
    await index.put((await index.now()).with_webhook(webhook))
    WebhookRepository(work).save(webhook)


async def disable(work: UnitOfWork, webhook: Webhook, because: DisabledBecause) -> Webhook:
    """Disable a webhook by what its receiver did, and have its owners told."""
    if not webhook.is_enabled:
        return webhook
    disabled = webhook.disabled(because, at=work.now)
    await save(work, disabled)
    work.emit(WebhookDisabled(webhook_id=webhook.id, because=because))
    return disabled


def deliver(
    work: UnitOfWork, webhook_id: str, event_id: str, event_type: str, data: dict[str, Any], *, occurred_at: datetime
) -> Delivery:
    """Begin a delivery, due at once."""
    payload = {"type": event_type, "timestamp": occurred_at.isoformat().replace("+00:00", "Z"), "data": data}
    delivery = Delivery(
        id=delivery_id(webhook_id, event_id),
        webhook_id=webhook_id,
        event_id=event_id,
        event_type=event_type,
        body=json.dumps(payload, separators=(",", ":")),
        next_attempt_at=work.now,
        created_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    DeliveryRepository(work).add(delivery)
    work.emit(WebhookDeliveryDue(delivery_id=delivery.id, number=1))
    return delivery


def replay(work: UnitOfWork, delivery: Delivery) -> Delivery:
    """Begin another round of tries of a delivery, due at once."""
    replayed = delivery.replayed(at=work.now)
    DeliveryRepository(work).save(replayed)
    work.emit(WebhookDeliveryDue(delivery_id=delivery.id, number=delivery.attempt_count + 1))
    return replayed
