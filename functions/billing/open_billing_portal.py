"""Cards, addresses and invoices are seen to on pages of Stripe's."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.model import ACCOUNT_ID, BillingAccount
from shared.domain.billing.repository import BillingAccountRepository
from shared.domain.billing.schemas import BillingPage
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class OpenBillingPortal(Request):
    """Nothing to say."""


@command(
    "POST /v1/billing/portal",
    permission=Permission.BILLING_MANAGE,
    external=True,
    errors=(FailedPrecondition, DependencyUnavailable),
)
async def open_billing_portal(request: OpenBillingPortal, ctx: ExternalContext) -> BillingPage:
    """Get the address of the tenant's pages at Stripe."""
    payments = ctx.outside.payments

    async def known(work: UnitOfWork) -> BillingAccount | None:
        return await BillingAccountRepository(work).find(ACCOUNT_ID)

    account = await ctx.finish(known)
    if account is None:
        raise FailedPrecondition("this tenant never bought anything", code="not_subscribed")
    return BillingPage(url=await payments.portal(account.customer_id, return_url=f"{ctx.config.public_url}/usage"))
