"""Whether anybody need be reminded of a key's end is only known shortly before it."""

from shared.domain.api_keys.events import ApiKeyExpiring, ApiKeyReminderDue
from shared.domain.api_keys.repository import ApiKeyRepository
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ApiKeyReminderDue)
async def announce_api_key_expiry(event: ApiKeyReminderDue, ctx: SubscriberContext) -> None:
    """Tell that a key is about to expire, unless it was revoked or prolonged meanwhile."""
    key = await ApiKeyRepository(ctx.work).find(event.api_key_id)
    if key is None or key.revoked_at is not None or key.expires_at is None or key.expires_at <= ctx.now:
        return
    if key.reminder_at(now=ctx.now) is None:
        ctx.work.emit(ApiKeyExpiring(api_key_id=key.id, name=key.name, expires_at=key.expires_at))
