"""For a while every message carries two signatures, so that a receiver may change its secret at any moment of it."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.webhooks.model import DEFAULT_OVERLAP
from shared.domain.webhooks.repository import WebhookRepository
from shared.domain.webhooks.schemas import WebhookWithSecret
from shared.domain.webhooks.secrets import signing_key
from shared.engines.webhook_signatures import secret_text
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RotateWebhookSecret(Request):
    """Which webhook, and for how long the secret it had signs as well; 0 ends it at once, as after a leak."""

    webhook_id: Identifier
    overlap_hours: Annotated[int, Field(ge=0, le=168)] = int(DEFAULT_OVERLAP.total_seconds() // 3600)


@command(
    "POST /v1/webhooks/{webhookId}/rotate-secret",
    permission=Permission.WEBHOOKS_MANAGE,
    loads=Loads(WebhookRepository, "webhook_id"),
    idempotent=True,
)
async def rotate_webhook_secret(request: RotateWebhookSecret, ctx: CommandContext) -> WebhookWithSecret:
    """Give a webhook another secret, which is shown this once."""
    webhooks = WebhookRepository(ctx.work)
    webhook = await webhooks.get(request.webhook_id)
    webhook = webhook.rotated(timedelta(hours=request.overlap_hours), at=ctx.now)
    webhooks.save(webhook)
    key = signing_key(ctx.work.tenant_id, webhook.id, webhook.secret_version)
    return WebhookWithSecret.of(webhook, secret_text(key))
