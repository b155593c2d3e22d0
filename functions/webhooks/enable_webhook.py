"""A webhook that was disabled, by whom or what it may be, hears what happens again."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.repository import INDEX_PATH, WebhookRepository
from shared.domain.webhooks.schemas import WebhookView
from shared.domain.webhooks.transitions import save
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class EnableWebhook(Request):
    """Which webhook."""

    webhook_id: Identifier


@command(
    "POST /v1/webhooks/{webhookId}/enable",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", beside=lambda request: [INDEX_PATH]),
)
async def enable_webhook(request: EnableWebhook, ctx: CommandContext) -> WebhookView:
    """Enable a webhook; one that is enabled stays as it is."""
    webhook = await WebhookRepository(ctx.work).get(request.webhook_id)
    if not webhook.is_enabled:
        webhook = webhook.enabled(at=ctx.now)
        await save(ctx.work, webhook)
    return WebhookView.of(webhook)
