"""Billing as callers see it."""

from datetime import datetime
from typing import Literal, Self

from shared.config import PlanName
from shared.domain.billing.model import BillingAccount
from shared.model import FrozenModel
from shared.ports.payments import SubscriptionStatus

PaidPlan = Literal[PlanName.TEAM, PlanName.BUSINESS]


class BillingPage(FrozenModel):
    """A page at Stripe to send the browser to; it holds for a short while."""

    url: str


class BillingView(FrozenModel):
    """How a tenant's subscription stands; `grace_until` is by when what is overdue is to be paid."""

    configured: bool
    plans: tuple[PlanName, ...]
    subscribed: PlanName | None = None
    status: SubscriptionStatus | None = None
    period_ends_at: datetime | None = None
    cancels_at_period_end: bool = False
    grace_until: datetime | None = None

    @classmethod
    def of(cls, account: BillingAccount | None, *, configured: bool, plans: tuple[PlanName, ...]) -> Self:
        """Return the view of an account, or of none; `plans` are those that can be bought."""
        if account is None:
            return cls(configured=configured, plans=plans)
        return cls(
            configured=configured,
            plans=plans,
            subscribed=account.plan if account.is_live else None,
            status=account.status,
            period_ends_at=account.period_ends_at,
            cancels_at_period_end=account.cancels_at_period_end,
            grace_until=account.grace_until,
        )
