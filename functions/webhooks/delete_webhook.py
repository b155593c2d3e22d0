"""What is still pending for a deleted webhook is sent no more."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.repository import INDEX_PATH, WebhookIndexRepository, WebhookRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteWebhook(Request):
    """Which webhook."""

    webhook_id: Identifier


@command(
    "DELETE /v1/webhooks/{webhookId}",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", beside=lambda request: [INDEX_PATH]),
    status=204,
)
async def delete_webhook(request: DeleteWebhook, ctx: CommandContext) -> None:
    """Delete a webhook."""
    webhooks, index = WebhookRepository(ctx.work), WebhookIndexRepository(ctx.work)
    webhooks.remove(await webhooks.get(request.webhook_id))
    await index.put((await index.now()).without(request.webhook_id))
