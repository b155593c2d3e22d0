"""Each owner is told by the ways they chose; a mail is one of its own.

A mail server that fails midway repeats none of them.
"""

from shared.auth.roles import Role
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell
from shared.domain.tenants.repository import MEMBER_LIST, MemberRepository
from shared.domain.webhooks.events import WebhookDisabled, WebhookNoticeDue
from shared.domain.webhooks.repository import WebhookRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(WebhookDisabled)
async def notify_webhook_disabled(event: WebhookDisabled, ctx: SubscriberContext) -> None:
    """Have the owners told that a webhook was disabled."""
    owners = {"role": Role.OWNER, "isActive": True}
    page = await MemberRepository(ctx.work).page(MEMBER_LIST, PageRequest(limit=MAX_LIMIT), owners)
    webhook = await WebhookRepository(ctx.work).find(event.webhook_id)
    at_once = await tell(
        ctx.work,
        [owner.id for owner in page.items],
        NotificationKind.WEBHOOK_DISABLED,
        link=f"/webhooks/{event.webhook_id}",
        receiver=webhook.url if webhook else "",
        because=event.because.value,
    )
    for owner_id in at_once:
        ctx.work.emit(WebhookNoticeDue(webhook_id=event.webhook_id, because=event.because, member_id=owner_id))
