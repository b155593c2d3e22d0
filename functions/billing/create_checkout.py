"""A plan is bought on a page of Stripe's, which alone sees the card; the plan follows when Stripe says it was paid."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.model import ACCOUNT_ID, BillingAccount
from shared.domain.billing.repository import BillingAccountRepository, customer_path
from shared.domain.billing.schemas import BillingPage, PaidPlan
from shared.domain.tenants.repository import TenantRepository
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.runtime.billing import price_of
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class CreateCheckout(Request):
    """Which plan to buy."""

    plan: PaidPlan


@command(
    "POST /v1/billing/checkout",
    permission=Permission.BILLING_MANAGE,
    external=True,
    errors=(FailedPrecondition, DependencyUnavailable),
)
async def create_checkout(request: CreateCheckout, ctx: ExternalContext) -> BillingPage:
    """Get the address of a page where the tenant subscribes to a plan."""
    payments, price = ctx.outside.payments, price_of(ctx.config, request.plan)

    async def known(work: UnitOfWork) -> tuple[BillingAccount | None, str]:
        tenants, accounts = TenantRepository(work), BillingAccountRepository(work)
        await work.get_many([tenants.path(work.tenant_id), accounts.path(ACCOUNT_ID)])
        return await accounts.find(ACCOUNT_ID), (await tenants.get(work.tenant_id)).name

    account, name = await ctx.prepare(known)
    if account is not None and account.is_live:
        raise FailedPrecondition("this tenant has a subscription; change its plan", code="already_subscribed")
    customer_id = account.customer_id if account else None
    if customer_id is None:
        customer_id = await payments.create_customer(ctx.tenant_id, name, key=f"customer-{ctx.tenant_id}")

    async def keep(work: UnitOfWork) -> str:
        accounts = BillingAccountRepository(work)
        held = await accounts.find(ACCOUNT_ID)
        if held is not None:
            return held.customer_id
        own = BillingAccount(customer_id=customer_id, created_at=ctx.now, updated_at=ctx.now)
        accounts.add(own)
        work.global_documents.create(customer_path(customer_id), {"tenantId": work.tenant_id, "schemaVersion": 1})
        return customer_id

    back = f"{ctx.config.public_url}/usage"
    page = await payments.checkout(
        await ctx.finish(keep), price, success_url=f"{back}?checkout=done", cancel_url=f"{back}?checkout=cancelled"
    )
    return BillingPage(url=page)
