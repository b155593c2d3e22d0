"""What was sent to a webhook in the last 30 days, and what came of it."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.webhooks.model import DeliveryStatus
from shared.domain.webhooks.repository import DELIVERY_LIST, DeliveryRepository, WebhookRepository
from shared.domain.webhooks.schemas import DeliveryView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, ListRequest


class ListWebhookDeliveries(ListRequest):
    """Which deliveries."""

    webhook_id: Identifier
    status: DeliveryStatus | None = None
    event_type: Identifier | None = None


@query(
    "GET /v1/webhooks/{webhookId}/deliveries",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", tagged=False),
    lists=DELIVERY_LIST,
)
async def list_webhook_deliveries(request: ListWebhookDeliveries, ctx: QueryContext) -> Page[DeliveryView]:
    """List a webhook's deliveries, newest first."""
    webhook = await WebhookRepository(ctx.reads).get(request.webhook_id)
    equals = {"webhookId": webhook.id, "status": request.status, "eventType": request.event_type}
    page = await DeliveryRepository(ctx.reads).page(DELIVERY_LIST, request.page(), equals)
    return page.with_items([DeliveryView.of(delivery) for delivery in page.items])
