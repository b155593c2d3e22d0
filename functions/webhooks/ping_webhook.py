"""A message of no meaning, delivered as any other: signed, tried again, listed."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.model import PING
from shared.domain.webhooks.repository import WebhookRepository
from shared.domain.webhooks.schemas import DeliveryView
from shared.domain.webhooks.transitions import deliver
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class PingWebhook(Request):
    """Which webhook."""

    webhook_id: Identifier


@command(
    "POST /v1/webhooks/{webhookId}/ping",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def ping_webhook(request: PingWebhook, ctx: CommandContext) -> DeliveryView:
    """Send a webhook a message to try it, whatever it asks for."""
    webhook = await WebhookRepository(ctx.work).get(request.webhook_id)
    webhook.require_enabled()
    delivery = deliver(ctx.work, webhook.id, ctx.new_id(), PING, {"webhookId": webhook.id}, occurred_at=ctx.now)
    return DeliveryView.of(delivery)
