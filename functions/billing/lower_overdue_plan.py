"""What is not paid when the grace ends is not had any more; paying it brings the plan back."""

from shared.domain.billing.events import GraceEnded
from shared.domain.billing.model import ACCOUNT_ID
from shared.domain.billing.repository import BillingAccountRepository
from shared.runtime.billing import store_account
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(GraceEnded)
async def lower_overdue_plan(event: GraceEnded, ctx: SubscriberContext) -> None:
    """Lower the plan of a tenant that let the grace pass."""
    account = await BillingAccountRepository(ctx.work).find(ACCOUNT_ID)
    if account is None or account.grace_until != event.grace_until or account.lowered:
        return
    await store_account(ctx.work, account, account.with_(lowered=True, updated_at=ctx.now), ctx.config)
