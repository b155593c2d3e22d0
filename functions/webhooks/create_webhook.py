"""A server of the tenant's own that is to hear what happens. Its secret is in this one answer and nowhere else."""

from shared.auth.permissions import Permission
from shared.domain.webhooks.event_types import require_known
from shared.domain.webhooks.model import Webhook
from shared.domain.webhooks.repository import WebhookIndexRepository, WebhookRepository
from shared.domain.webhooks.schemas import Description, EventTypes, Url, WebhookWithSecret, require_url
from shared.domain.webhooks.secrets import signing_key
from shared.engines.webhook_signatures import secret_text
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateWebhook(Request):
    """Where to send, and what: event types, `attempts.*` for all of a domain, `*` for everything."""

    url: Url
    event_types: EventTypes = ("*",)
    description: Description = ""


@command(
    "POST /v1/webhooks",
    permission=Permission.WEBHOOKS_MANAGE,
    idempotent=True,
    errors=(FailedPrecondition,),
    status=201,
)
async def create_webhook(request: CreateWebhook, ctx: CommandContext) -> WebhookWithSecret:
    """Create a webhook; it takes effect within 30 seconds."""
    require_url(request.url, https_only=not ctx.config.is_demo)
    require_known(request.event_types)
    webhook = Webhook(
        id=ctx.new_id(),
        url=request.url,
        event_types=request.event_types,
        description=request.description,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    index = WebhookIndexRepository(ctx.work)
    await index.put((await index.now()).with_webhook(webhook))
    WebhookRepository(ctx.work).add(webhook)
    ctx.work.about(webhookId=webhook.id)
    key = signing_key(ctx.work.tenant_id, webhook.id, webhook.secret_version)
    return WebhookWithSecret.of(webhook, secret_text(key))
