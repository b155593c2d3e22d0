"""What was invoiced, as Stripe's events told; the pages and files are Stripe's."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.billing.invoices import InvoiceView
from shared.domain.billing.repository import INVOICE_LIST, InvoiceRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import ListRequest


class ListInvoices(ListRequest):
    """All of them."""


@query("GET /v1/billing/invoices", permission=Permission.BILLING_MANAGE, lists=INVOICE_LIST)
async def list_invoices(request: ListInvoices, ctx: QueryContext) -> Page[InvoiceView]:
    """List the tenant's invoices, newest first."""
    page = await InvoiceRepository(ctx.reads).page(INVOICE_LIST, request.page())
    return page.with_items([InvoiceView.of(invoice) for invoice in page.items])
