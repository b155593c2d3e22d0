"""Each owner is told by a mail of its own, so that a mail server which fails midway repeats none of them."""

from shared.auth.roles import Role
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.tenants.repository import MEMBER_LIST, MemberRepository
from shared.domain.webhooks.events import WebhookDisabled, WebhookNoticeDue
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(WebhookDisabled)
async def notify_webhook_disabled(event: WebhookDisabled, ctx: SubscriberContext) -> None:
    """Have the owners told that a webhook was disabled."""
    owners = {"role": Role.OWNER, "isActive": True}
    page = await MemberRepository(ctx.work).page(MEMBER_LIST, PageRequest(limit=MAX_LIMIT), owners)
    for owner in page.items:
        ctx.work.emit(WebhookNoticeDue(webhook_id=event.webhook_id, because=event.because, member_id=owner.id))
