"""How the subscription stands, as the payment provider told last."""

from shared.auth.permissions import Permission
from shared.domain.billing.model import ACCOUNT_ID
from shared.domain.billing.repository import BillingAccountRepository
from shared.domain.billing.schemas import BillingView
from shared.runtime.billing import billing_view
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class GetBilling(Request):
    """Nothing to say."""


@query("GET /v1/billing", permission=Permission.BILLING_MANAGE)
async def get_billing(request: GetBilling, ctx: QueryContext) -> BillingView:
    """Get the tenant's subscription, and the plans that can be bought."""
    return billing_view(await BillingAccountRepository(ctx.reads).find(ACCOUNT_ID), ctx.config)
