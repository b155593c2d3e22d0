"""What other systems said: one event for each type of message that Ella knows."""

from typing import ClassVar

from shared.events.event import Event


class PaymentReported(Event):
    """A source says that a payment succeeded; its message is stored."""

    type: ClassVar[str] = "inbound.payment.reported.v1"
    record_id: str


class UserReported(Event):
    """A source says that somebody has an account there now; its message is stored."""

    type: ClassVar[str] = "inbound.user.reported.v1"
    record_id: str


InboundReceived = PaymentReported | UserReported
