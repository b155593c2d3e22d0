"""A disabled webhook gets nothing: neither what happens from now on nor what was pending, which can be replayed."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.model import DisabledBecause
from shared.domain.webhooks.repository import INDEX_PATH, WebhookRepository
from shared.domain.webhooks.schemas import WebhookView
from shared.domain.webhooks.transitions import save
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DisableWebhook(Request):
    """Which webhook."""

    webhook_id: Identifier


@command(
    "POST /v1/webhooks/{webhookId}/disable",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", beside=lambda request: [INDEX_PATH]),
)
async def disable_webhook(request: DisableWebhook, ctx: CommandContext) -> WebhookView:
    """Disable a webhook; one that is disabled stays as it is."""
    webhook = await WebhookRepository(ctx.work).get(request.webhook_id)
    if webhook.is_enabled:
        webhook = webhook.disabled(DisabledBecause.WANTED, at=ctx.now)
        await save(ctx.work, webhook)
    return WebhookView.of(webhook)
