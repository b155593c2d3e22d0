"""One delivery for each webhook that asks for the event, all in one commit; from there each goes its own way."""

from shared.domain.webhooks.events import WebhookEventMatched
from shared.domain.webhooks.model import delivery_id
from shared.domain.webhooks.repository import DeliveryRepository, WebhookIndexRepository
from shared.domain.webhooks.transitions import deliver
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(WebhookEventMatched)
async def fan_out_webhook_event(event: WebhookEventMatched, ctx: SubscriberContext) -> None:
    """Begin the deliveries of an event."""
    webhook_ids = (await WebhookIndexRepository(ctx.work).now()).asking_for(event.event_type)
    paths = [DeliveryRepository.path(delivery_id(webhook_id, event.event_id)) for webhook_id in webhook_ids]
    earlier = await ctx.work.get_many(paths)
    for webhook_id, known in zip(webhook_ids, earlier, strict=True):
        if known is None:
            deliver(ctx.work, webhook_id, event.event_id, event.event_type, event.data, occurred_at=event.occurred_at)
