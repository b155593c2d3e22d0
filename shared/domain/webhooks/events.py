"""What happens to webhooks."""

from datetime import datetime
from typing import Any, ClassVar

from shared.domain.webhooks.model import DisabledBecause
from shared.events.event import Event


class WebhookEventMatched(Event):
    """Something happened that a webhook of the tenant asked for."""

    type: ClassVar[str] = "webhooks.event.matched.v1"
    event_id: str
    event_type: str
    occurred_at: datetime
    data: dict[str, Any]


class WebhookDeliveryDue(Event):
    """A delivery is to be tried; `number` is which try it is, over all of its rounds."""

    type: ClassVar[str] = "webhooks.delivery.due.v1"
    delivery_id: str
    number: int


class WebhookDisabled(Event):
    """A webhook gets nothing more, because its receiver is gone or has failed for days."""

    type: ClassVar[str] = "webhooks.webhook.disabled.v1"
    webhook_id: str
    because: DisabledBecause


class WebhookNoticeDue(Event):
    """An owner is to hear by mail that a webhook was disabled."""

    type: ClassVar[str] = "webhooks.notice.due.v1"
    webhook_id: str
    because: DisabledBecause
    member_id: str


NEVER_DELIVERED = frozenset({WebhookEventMatched.type, WebhookDeliveryDue.type})
"""The steps of delivering itself, which would go round in circles."""
