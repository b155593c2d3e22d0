"""What was paid for the tenant in other systems, as they told by inbound webhooks."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.billing.payments import PAYMENT_LIST, PaymentRepository, PaymentView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListPayments(ListRequest):
    """All of them."""


@query("GET /v1/billing/payments", permission=Permission.BILLING_MANAGE, lists=PAYMENT_LIST)
async def list_payments(request: ListPayments, ctx: QueryContext) -> Page[PaymentView]:
    """List payments that other systems reported, newest first."""
    page = await PaymentRepository(ctx.reads).page(PAYMENT_LIST, request.page())
    return page.with_items([PaymentView.of(payment) for payment in page.items])
