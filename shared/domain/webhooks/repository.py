"""Where webhooks, their index and their deliveries are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.webhooks.model import INDEX_ID, Delivery, Webhook, WebhookIndex

WEBHOOK_LIST = QueryShape("webhooks", sorts=(("-createdAt",),))
DELIVERY_LIST = QueryShape("webhookDeliveries", equals=("webhookId", "status", "eventType"), sorts=(("-createdAt",),))


class WebhookRepository(Repository[Webhook]):
    """Webhooks."""

    collection: ClassVar[str] = "webhooks"
    noun: ClassVar[str] = "webhook"
    model = Webhook


class WebhookIndexRepository(Repository[WebhookIndex]):
    """The index, which is missing where a tenant never had a webhook."""

    collection: ClassVar[str] = "webhookIndex"
    noun: ClassVar[str] = "webhook_index"
    model = WebhookIndex

    async def now(self) -> WebhookIndex:
        """Return the index, empty where there is none."""
        return await self.find(INDEX_ID) or WebhookIndex()


class DeliveryRepository(Repository[Delivery]):
    """Deliveries, by webhook and event."""

    collection: ClassVar[str] = "webhookDeliveries"
    noun: ClassVar[str] = "delivery"
    model = Delivery


INDEX_PATH = WebhookIndexRepository.path(INDEX_ID)
