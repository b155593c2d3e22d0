"""Money: customers, subscriptions and metered usage at the payment provider, which alone sees cards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.errors import FailedPrecondition


class SubscriptionStatus(StrEnum):
    """How a subscription stands, in the provider's words."""

    ACTIVE = "active"
    TRIALING = "trialing"
    PAST_DUE = "past_due"
    UNPAID = "unpaid"
    PAUSED = "paused"
    INCOMPLETE = "incomplete"
    INCOMPLETE_EXPIRED = "incomplete_expired"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A customer's subscription as it is now; `item_id` is what its price hangs on."""

    id: str
    status: SubscriptionStatus
    price_id: str
    item_id: str
    period_ends_at: datetime | None
    cancels_at_period_end: bool


class BillingNotConfigured(FailedPrecondition):
    """This Ella takes no payments."""

    default_code = "billing_not_configured"

    def __init__(self) -> None:
        super().__init__("no payment provider is configured here; ask the operator to change the plan")


class Payments(Protocol):
    """Ask the payment provider. Implemented by `adapters.stripe_payments`.

    Each raises DependencyUnavailable where the provider does not answer, or says that something is wrong on its side or
    with the key, and FailedPrecondition (`payment_refused`) where it refuses. What is asked twice with the same `key`
    happens once.
    """

    async def create_customer(self, tenant_id: str, name: str, *, key: str) -> str:
        """Return the id of a new customer."""
        ...

    async def checkout(self, customer_id: str, price_id: str, *, success_url: str, cancel_url: str) -> str:
        """Return the address of a page where the customer subscribes to a price."""
        ...

    async def portal(self, customer_id: str, *, return_url: str) -> str:
        """Return the address of a page where the customer sees to cards, addresses, invoices and the subscription."""
        ...

    async def subscription(self, customer_id: str) -> Subscription | None:
        """Return the customer's subscription, the one that stands best where there were several."""
        ...

    async def change_price(self, subscription: Subscription, price_id: str) -> Subscription:
        """Move a subscription to another price from now on; what was paid for the rest of the period is set off."""
        ...

    async def cancel(self, subscription: Subscription) -> Subscription:
        """Have a subscription end with the period that is paid for."""
        ...

    async def renew(self, subscription: Subscription) -> Subscription:
        """Have a subscription that was cancelled go on after its period."""
        ...

    async def end(self, subscription: Subscription) -> Subscription:
        """End a subscription now; nothing is paid back."""
        ...

    async def report(self, meter: str, customer_id: str, value: int, *, key: str, at: datetime) -> None:
        """Add to what a customer used."""
        ...
