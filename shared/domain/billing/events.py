"""What happens to a tenant's subscription."""

from datetime import datetime
from typing import ClassVar

from shared.events.event import Event


class SubscriptionSyncDue(Event):
    """Stripe said something about the subscription: it is to be asked how that stands now."""

    type: ClassVar[str] = "billing.sync.due.v1"
    customer_id: str


class PaymentOverdue(Event):
    """A payment failed; the plan stays until the grace ends."""

    type: ClassVar[str] = "billing.payment.overdue.v1"
    plan: str
    grace_until: datetime


class GraceEnded(Event):
    """The time to pay what is overdue is over."""

    type: ClassVar[str] = "billing.grace.ended.v1"
    grace_until: datetime
