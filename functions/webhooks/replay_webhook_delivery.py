"""A delivery goes out again as the same message: whoever took it before knows it by its id."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.repository import DeliveryRepository, WebhookRepository
from shared.domain.webhooks.schemas import DeliveryView
from shared.domain.webhooks.transitions import replay
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReplayWebhookDelivery(Request):
    """Which delivery of which webhook."""

    webhook_id: Identifier
    delivery_id: Identifier


def _delivery_path(request: ReplayWebhookDelivery) -> list[str]:
    return [DeliveryRepository.path(request.delivery_id)]


@command(
    "POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", beside=_delivery_path),
    errors=(FailedPrecondition,),
    status=202,
)
async def replay_webhook_delivery(request: ReplayWebhookDelivery, ctx: CommandContext) -> DeliveryView:
    """Send a delivery again, with as many tries as a new one."""
    webhook = await WebhookRepository(ctx.work).get(request.webhook_id)
    delivery = await DeliveryRepository(ctx.work).get(request.delivery_id)
    if delivery.webhook_id != webhook.id or ctx.now >= delivery.expires_at:
        raise NotFound("there is no such delivery", code="delivery_not_found")
    webhook.require_enabled()
    return DeliveryView.of(replay(ctx.work, delivery))
