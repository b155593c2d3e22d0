"""Where what is known of money is stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.billing.invoices import Invoice
from shared.domain.billing.model import ACCOUNT_ID, BillingAccount, StripeEvent

METERED_ATTEMPTS = QueryShape("attempts", equals=("practice",), sorts=(("submittedAt",),), ranges=("submittedAt",))
INVOICE_LIST = QueryShape("invoices", sorts=(("-issuedAt",),))


class BillingAccountRepository(Repository[BillingAccount]):
    """The account, which is missing where a tenant never paid."""

    collection: ClassVar[str] = "billing"
    noun: ClassVar[str] = "billing_account"
    model = BillingAccount


class StripeEventRepository(Repository[StripeEvent]):
    """Events of Stripe's, by their ids."""

    collection: ClassVar[str] = "stripeEvents"
    noun: ClassVar[str] = "stripe_event"
    model = StripeEvent


class InvoiceRepository(Repository[Invoice]):
    """Invoices, by their ids at Stripe."""

    collection: ClassVar[str] = "invoices"
    noun: ClassVar[str] = "invoice"
    model = Invoice


ACCOUNT_PATH = BillingAccountRepository.path(ACCOUNT_ID)


def customer_path(customer_id: str) -> str:
    """Return the global document that says whose customer somebody at Stripe is."""
    return f"reservations/stripe-{customer_id}"
