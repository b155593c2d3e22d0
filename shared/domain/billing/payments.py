"""Payments that other systems took for a tenant, as they told."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.model import FrozenModel, View

MAX_AMOUNT = 10**12


class PaymentData(FrozenModel):
    """What a message says of a payment; the amount is in the currency's smallest unit."""

    amount: Annotated[int, Field(ge=0, le=MAX_AMOUNT, strict=True)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3}$", to_upper=True)]
    reference: Annotated[str, StringConstraints(max_length=200)] = ""


class Payment(Entity):
    """One payment."""

    amount: int
    currency: str
    reference: str
    recorded_at: datetime

    @classmethod
    def of(cls, data: PaymentData, id: str, *, at: datetime) -> Self:
        """Return what is written down of a message."""
        return cls(id=id, amount=data.amount, currency=data.currency, reference=data.reference, recorded_at=at)


class PaymentView(View):
    """A payment for those who look after the tenant's plan."""

    id: str
    amount: int
    currency: str
    reference: str
    recorded_at: datetime


PAYMENT_LIST = QueryShape("payments", sorts=(("-recordedAt",),))


class PaymentRepository(Repository[Payment]):
    """Payments, by the message that told of each."""

    collection: ClassVar[str] = "payments"
    noun: ClassVar[str] = "payment"
    model = Payment
