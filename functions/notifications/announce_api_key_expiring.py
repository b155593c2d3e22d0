"""A key that runs out stops programs whose owners may have forgotten it."""

from shared.domain.api_keys.events import ApiKeyExpiring
from shared.domain.notifications.model import NotificationKind
from shared.domain.notifications.telling import tell_and_mail
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ApiKeyExpiring)
async def announce_api_key_expiring(event: ApiKeyExpiring, ctx: SubscriberContext) -> None:
    """Tell owners and admins that an API key is about to expire."""
    administrators = await MemberRepository(ctx.work).administrators()
    await tell_and_mail(
        ctx.work,
        [each.id for each in administrators],
        NotificationKind.API_KEY_EXPIRING,
        link="/api-keys",
        key=event.name,
        day=f"{event.expires_at:%Y-%m-%d}",
    )
