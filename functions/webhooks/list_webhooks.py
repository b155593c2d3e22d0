"""Which servers hear what happens."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.webhooks.repository import WEBHOOK_LIST, WebhookRepository
from shared.domain.webhooks.schemas import WebhookView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListWebhooks(ListRequest):
    """All of them."""


@query("GET /v1/webhooks", permission=Permission.WEBHOOKS_MANAGE, lists=WEBHOOK_LIST)
async def list_webhooks(request: ListWebhooks, ctx: QueryContext) -> Page[WebhookView]:
    """List webhooks, newest first."""
    page = await WebhookRepository(ctx.reads).page(WEBHOOK_LIST, request.page())
    return page.with_items([WebhookView.of(webhook) for webhook in page.items])
