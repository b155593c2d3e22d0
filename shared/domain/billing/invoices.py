"""Invoices as Stripe's events told of them last."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationError

from shared.data.repository import Entity
from shared.domain.billing.model import StripeMessage
from shared.model import FrozenModel, View

_SETTLED = ("paid", "void", "uncollectible")

Short = Annotated[str, StringConstraints(max_length=100)]
Link = Annotated[str, StringConstraints(max_length=2_000)]
Amount = Annotated[int, Field(ge=-(10**15), le=10**15)]


class _Told(FrozenModel):
    """What is taken of an invoice in an event; Stripe's names."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,100}$")]
    status: Short | None = None
    number: Short | None = None
    amount_due: Amount = 0
    amount_paid: Amount = 0
    currency: Short = ""
    created: Annotated[int, Field(ge=0, le=10**11)] = 0
    hosted_invoice_url: Link | None = None
    invoice_pdf: Link | None = None


class Invoice(Entity):
    """One invoice; amounts are in the currency's smallest unit, `told_at` is when Stripe said this, in its seconds."""

    number: str | None
    status: str | None
    amount_due: int
    amount_paid: int
    currency: str
    page_url: str | None
    pdf_url: str | None
    issued_at: datetime
    told_at: int

    @classmethod
    def told(cls, message: StripeMessage) -> Self | None:
        """Return the invoice that an event is about, None where it is about none that can be read."""
        try:
            told = _Told.model_validate(dict(message.data.object))
        except ValidationError:
            return None
        return cls(
            id=told.id,
            number=told.number,
            status=told.status,
            amount_due=told.amount_due,
            amount_paid=told.amount_paid,
            currency=told.currency.upper(),
            page_url=told.hosted_invoice_url,
            pdf_url=told.invoice_pdf,
            issued_at=datetime.fromtimestamp(told.created, UTC),
            told_at=message.created,
        )

    def is_newer_than(self, other: Self) -> bool:
        """Tell whether this was said later; in the same second what settles an invoice is the later."""
        return (self.told_at, self.status in _SETTLED) >= (other.told_at, other.status in _SETTLED)


class InvoiceView(View):
    """An invoice for those who pay."""

    id: str
    number: str | None
    status: str | None
    amount_due: int
    amount_paid: int
    currency: str
    page_url: str | None
    pdf_url: str | None
    issued_at: datetime
