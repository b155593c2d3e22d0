"""How a tenant's subscription stands, as far as the payment provider told, and what that means for its plan."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints

from shared.config import PlanName
from shared.data.repository import Entity
from shared.model import FrozenModel
from shared.ports.payments import Subscription, SubscriptionStatus

ACCOUNT_ID = "account"
EVENTS_KEPT_FOR = timedelta(days=30)

OVER = frozenset({SubscriptionStatus.CANCELED, SubscriptionStatus.INCOMPLETE_EXPIRED})
"""A subscription that nothing is charged for any more."""

LIVE = frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.TRIALING, SubscriptionStatus.PAST_DUE})
"""A subscription that can be changed and cancelled."""

_PAID = frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.TRIALING})


class MeterReading(FrozenModel):
    """What is reported to one meter, under a key of its own; `total` is the month's figure with it."""

    meter: str
    month: str
    value: int
    total: int

    @property
    def name(self) -> str:
        """What its figure is kept under."""
        return f"{self.month}:{self.meter}"

    def key(self, tenant_id: str) -> str:
        """Return what the provider knows this reading again by."""
        return f"{tenant_id}-{self.meter}-{self.month}-{self.total}"


class BillingAccount(Entity):
    """One tenant's customer and subscription.

    `grace_until` is there while a payment is overdue; `lowered` says that it ended. `syncs` counts how often the
    subscription was asked for: only what was asked last is believed. `cancelled_by_closing` says that it was cancelled
    since its tenant closes, whose restoration renews it. `reported` is what meters were told, by month and meter,
    `readings` what is being told.
    """

    id: str = ACCOUNT_ID
    customer_id: str
    subscription_id: str | None = None
    status: SubscriptionStatus | None = None
    plan: PlanName | None = None
    period_ends_at: datetime | None = None
    cancels_at_period_end: bool = False
    cancelled_by_closing: bool = False
    grace_until: datetime | None = None
    lowered: bool = False
    syncs: int = 0
    reported: Mapping[str, int] = Field(default_factory=dict[str, int])
    readings: tuple[MeterReading, ...] = ()
    created_at: datetime
    updated_at: datetime

    @property
    def is_live(self) -> bool:
        """Whether there is a subscription to change or cancel."""
        return self.status in LIVE

    @property
    def granted(self) -> PlanName | None:
        """The plan that the subscription pays for now, None where it pays for none."""
        if self.status in _PAID or (self.status is SubscriptionStatus.PAST_DUE and not self.lowered):
            return self.plan
        return None

    def synced(self, now: Subscription | None, plan: PlanName | None, *, grace: timedelta, at: datetime) -> Self:
        """Return it as the provider says it is; `plan` is what the subscription's price stands for."""
        if now is None:
            status = SubscriptionStatus.CANCELED if self.subscription_id else self.status
            return self.with_(status=status, grace_until=None, lowered=False, updated_at=at)
        overdue = now.status is SubscriptionStatus.PAST_DUE
        same = overdue and now.id == self.subscription_id
        return self.with_(
            subscription_id=now.id,
            status=now.status,
            plan=plan,
            period_ends_at=now.period_ends_at,
            cancels_at_period_end=now.cancels_at_period_end,
            grace_until=((same and self.grace_until) or at + grace) if overdue else None,
            lowered=same and self.lowered,
            updated_at=at,
        )

    def metered(self, totals: Mapping[str, int], meters: Collection[str]) -> Self:
        """Return it with what is to be reported of some meters; what is being reported already comes first."""
        if self.readings:
            return self
        readings: list[MeterReading] = []
        for name, total in sorted(totals.items()):
            month, _, meter = name.partition(":")
            value = total - self.reported.get(name, 0)
            if meter in meters and value > 0:
                readings.append(MeterReading(meter=meter, month=month, value=value, total=total))
        kept = {name: told for name, told in self.reported.items() if name in totals}
        return self.with_(readings=tuple(readings), reported=kept)

    def told(self, readings: tuple[MeterReading, ...]) -> Self:
        """Return it with some readings reported, unless others are being reported by now."""
        if self.readings != readings:
            return self
        return self.with_(reported={**self.reported, **{each.name: each.total for each in readings}}, readings=())


_STRIPE_ID = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,100}$")]


class StripeData(FrozenModel):
    """What an event is about, as it was then."""

    object: Mapping[str, Any]


class StripeMessage(FrozenModel):
    """An event of Stripe's."""

    id: _STRIPE_ID
    type: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    created: Annotated[int, Field(ge=0, le=10**11)]
    data: StripeData

    @property
    def customer_id(self) -> str | None:
        """The customer it is about, None where it is about none."""
        about = self.data.object
        found = about.get("id") if about.get("object") == "customer" else about.get("customer")
        return found if isinstance(found, str) and found.isascii() and found.replace("_", "").isalnum() else None


class StripeEvent(Entity):
    """An event that came, so that it is known again."""

    type: str
    known: bool
    received_at: datetime
    expires_at: datetime
