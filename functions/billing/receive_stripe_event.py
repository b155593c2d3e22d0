"""Stripe says that something happened: checked on the raw bytes, stored once, and left to a subscriber that asks it.

Events come in any order, so none of them is believed about the subscription: it is read anew. An invoice is what the
latest event about it says.
"""

from typing import Annotated

from pydantic import Field

from shared.data.unit_of_work import UnitOfWork
from shared.domain.billing.events import SubscriptionSyncDue
from shared.domain.billing.invoices import Invoice
from shared.domain.billing.model import EVENTS_KEPT_FOR, StripeEvent, StripeMessage
from shared.domain.billing.repository import InvoiceRepository, StripeEventRepository, customer_path
from shared.domain.inbound.schemas import Receipt
from shared.engines.inbound_signatures import SignatureRefused, require_stripe_signature
from shared.errors import FailedPrecondition, Unauthenticated
from shared.observability import logging
from shared.ports.payments import BillingNotConfigured
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.rate_limit_policies import INBOUND
from shared.runtime.signed_bodies import MAX_SIGNED_BODY, STRIPE, Header, SignedBody

_ABOUT_SUBSCRIPTIONS = ("checkout.session.", "customer.subscription.", "invoice.")


class ReceiveStripeEvent(SignedBody):
    """How Stripe signed it."""

    signature: Annotated[Header, Field(alias="stripe-signature")] = None


@command(
    "POST /v1/billing/stripe-events",
    access=Access.ANONYMOUS,
    tenantless=True,
    audited=False,
    limits=(INBOUND,),
    errors=(FailedPrecondition, Unauthenticated),
    max_body=MAX_SIGNED_BODY,
    wire=STRIPE,
)
async def receive_stripe_event(request: ReceiveStripeEvent, ctx: CommandContext) -> Receipt:
    """Take an event of Stripe's; one that was taken before changes nothing."""
    if not ctx.config.stripe_webhook_secrets:
        raise BillingNotConfigured
    try:
        require_stripe_signature(request.signature, request.body, ctx.config.stripe_webhook_secrets, at=ctx.now)
    except SignatureRefused as error:
        raise Unauthenticated(f"Stripe-Signature does not hold: {error}", code="invalid_signature") from error
    message, work = request.read(StripeMessage), ctx.work
    customer_id = message.customer_id
    customer = await work.global_documents.get(customer_path(customer_id)) if customer_id else None
    if customer_id is None or customer is None:
        logging.warning("an event of Stripe's is about no customer of ours", eventType=message.type)
        return Receipt()
    work.enter_tenant(customer.data["tenantId"])
    events, invoices = StripeEventRepository(work), InvoiceRepository(work)
    invoice = Invoice.told(message) if message.type.startswith("invoice.") else None
    await work.get_many([events.path(message.id), *([invoices.path(invoice.id)] if invoice else [])])
    if await events.find(message.id) is not None:
        return Receipt(duplicate=True)
    known = message.type.startswith(_ABOUT_SUBSCRIPTIONS)
    expires_at = ctx.now + EVENTS_KEPT_FOR
    events.add(StripeEvent(id=message.id, type=message.type, known=known, received_at=ctx.now, expires_at=expires_at))
    if invoice is not None:
        await _keep(work, invoice)
    if known:
        work.emit(SubscriptionSyncDue(customer_id=customer_id))
    else:
        logging.warning("an event of an unknown type was stored", eventType=message.type)
    return Receipt()


async def _keep(work: UnitOfWork, invoice: Invoice) -> None:
    invoices = InvoiceRepository(work)
    held = await invoices.find(invoice.id)
    if held is None:
        invoices.add(invoice)
    elif invoice.is_newer_than(held):
        invoices.save(invoice)
