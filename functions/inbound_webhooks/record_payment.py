"""A payment that another system took is written down once, however often it is told."""

from shared.domain.billing.payments import Payment, PaymentData, PaymentRepository
from shared.domain.inbound.events import PaymentReported
from shared.domain.inbound.handling import data_of, due, end
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(PaymentReported)
async def record_payment(event: PaymentReported, ctx: SubscriberContext) -> None:
    """Write down what a message says was paid."""
    message = await due(ctx.work, event)
    if message is None:
        return
    data, payments = data_of(message, PaymentData), PaymentRepository(ctx.work)
    if data is None:
        end(ctx.work, message, "invalid_data")
        return
    if await payments.find(message.id) is None:
        payments.add(Payment.of(data, message.id, at=ctx.now))
    end(ctx.work, message)
