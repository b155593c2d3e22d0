"""One webhook, without its secret."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.repository import WebhookRepository
from shared.domain.webhooks.schemas import WebhookView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetWebhook(Request):
    """Which webhook."""

    webhook_id: Identifier


@query(
    "GET /v1/webhooks/{webhookId}",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id"),
)
async def get_webhook(request: GetWebhook, ctx: QueryContext) -> WebhookView:
    """Get a webhook."""
    return WebhookView.of(await WebhookRepository(ctx.reads).get(request.webhook_id))
