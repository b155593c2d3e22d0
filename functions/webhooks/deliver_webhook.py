"""One try of one delivery. What fails comes back as an event for later; after the last try the webhook is disabled."""

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.webhooks.events import WebhookDeliveryDue
from shared.domain.webhooks.model import MAX_EXCERPT, Delivery, DeliveryAttempt, DisabledBecause, Webhook
from shared.domain.webhooks.repository import DeliveryRepository, WebhookRepository
from shared.domain.webhooks.secrets import signing_key
from shared.domain.webhooks.transitions import disable
from shared.engines.webhook_signatures import signed_headers
from shared.ports.http_client import CallFailed, DestinationRefused, OutboundRequest, Service
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import subscriber

GONE = 410
JITTER = 0.2
_TOTAL_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent, and to whom; the rest of the request follows when it is sent."""

    request: OutboundRequest
    event_id: str
    keys: tuple[bytes, ...]


@subscriber(WebhookDeliveryDue, external=True, give_up_after=timedelta(days=4))
async def deliver_webhook(event: WebhookDeliveryDue, ctx: ExternalContext) -> None:
    """Send a message to a webhook and note what came of it."""

    async def read(work: UnitOfWork) -> Message | None:
        deliveries = DeliveryRepository(work)
        delivery = await deliveries.find(event.delivery_id)
        if delivery is None or not delivery.awaits(event.number):
            return None
        webhook = await WebhookRepository(work).find(delivery.webhook_id)
        if webhook is None or not webhook.is_enabled:
            deliveries.save(delivery.failed())
            return None
        return _message(work.tenant_id, webhook, delivery, ctx)

    message = await ctx.prepare(read)
    if message is None:
        return
    attempt = await _sent(message, ctx)
    jitter = random.uniform(1, 1 + JITTER)  # noqa: S311 (spreads retries, no secret)

    async def note(work: UnitOfWork) -> None:
        deliveries = DeliveryRepository(work)
        delivery = await deliveries.get(event.delivery_id)
        if not delivery.awaits(event.number):
            return
        delivery = delivery.tried(attempt)
        webhook = await WebhookRepository(work).find(delivery.webhook_id)
        if attempt.succeeded:
            deliveries.save(delivery)
        elif webhook is None or not webhook.is_enabled:
            deliveries.save(delivery.failed())
        elif attempt.status == GONE or delivery.delay is None:
            deliveries.save(delivery.failed())
            because = DisabledBecause.GONE if attempt.status == GONE else DisabledBecause.FAILING
            await disable(work, webhook, because)
        else:
            due = ctx.outside.clock.now() + delivery.delay * jitter * ctx.config.delay_scale
            deliveries.save(delivery.retried(at=due))
            work.emit(WebhookDeliveryDue(delivery_id=delivery.id, number=event.number + 1), at=due)

    await ctx.finish(note)


def _message(tenant_id: str, webhook: Webhook, delivery: Delivery, ctx: ExternalContext) -> Message:
    versions = webhook.secret_versions(at=ctx.now)
    request = OutboundRequest(
        "POST",
        webhook.url,
        body=delivery.body.encode(),
        traceparent=ctx.scope.traceparent,
        total=_TOTAL_SECONDS,
        max_response=4 * MAX_EXCERPT,
        service=Service.WEBHOOKS,
        account=tenant_id,
    )
    keys = tuple(signing_key(tenant_id, webhook.id, version) for version in versions)
    return Message(request, delivery.event_id, keys)


async def _sent(message: Message, ctx: ExternalContext) -> DeliveryAttempt:
    began = ctx.outside.clock.now()
    signed = signed_headers(message.event_id, message.request.body, message.keys, at=began)
    request = replace(message.request, headers={"content-type": "application/json", **signed})

    def spent() -> int:
        return round((ctx.outside.clock.now() - began).total_seconds() * 1000)

    try:
        response = await ctx.outside.http_client.send(request)
    except (CallFailed, DestinationRefused) as error:
        return DeliveryAttempt(at=began, duration_ms=spent(), error=error.message)
    text = response.body.decode(errors="replace").replace("\x00", "\ufffd")
    return DeliveryAttempt(at=began, duration_ms=spent(), status=response.status, response=text[:MAX_EXCERPT])
