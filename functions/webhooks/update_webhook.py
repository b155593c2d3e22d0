"""What is pending goes to the new URL; what is asked for anew takes effect within 30 seconds."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.event_types import require_known
from shared.domain.webhooks.repository import INDEX_PATH, WebhookRepository
from shared.domain.webhooks.schemas import Description, EventTypes, Url, WebhookView, require_url
from shared.domain.webhooks.transitions import save
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class UpdateWebhook(Request):
    """What changes; what is left out stays."""

    webhook_id: Identifier
    url: Url = ""
    event_types: EventTypes = ()
    description: Description = ""


@command(
    "PATCH /v1/webhooks/{webhookId}",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id", beside=lambda request: [INDEX_PATH]),
)
async def update_webhook(request: UpdateWebhook, ctx: CommandContext) -> WebhookView:
    """Change a webhook's URL, event types or description."""
    given = request.model_fields_set
    if "url" in given:
        require_url(request.url, https_only=not ctx.config.is_demo)
    require_known(request.event_types)
    changes = {name: getattr(request, name) for name in ("url", "event_types", "description") if name in given}
    webhook = (await WebhookRepository(ctx.work).get(request.webhook_id)).with_(**changes, updated_at=ctx.now)
    await save(ctx.work, webhook)
    return WebhookView.of(webhook)
