"""Webhooks as callers send and see them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.webhooks.model import DeliveryAttempt, DeliveryStatus, DisabledBecause, Webhook
from shared.domain.webhooks.model import WebhookStatus as Status
from shared.errors import FieldProblem, InvalidInput
from shared.model import FrozenModel, View
from shared.ports.http_client import MAX_URL, DestinationRefused, require_callable


def _once_each(event_types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event_types))


Url = Annotated[str, StringConstraints(min_length=1, max_length=MAX_URL)]
EventType = Annotated[str, StringConstraints(min_length=1, max_length=100)]
EventTypes = Annotated[tuple[EventType, ...], Field(min_length=1, max_length=50), AfterValidator(_once_each)]
Description = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class WebhookView(View):
    """A webhook for those who manage them; its secret is nowhere any more."""

    id: str
    url: str
    event_types: tuple[str, ...]
    description: str
    status: Status
    disabled_because: DisabledBecause | None
    disabled_at: datetime | None
    previous_secret_until: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class WebhookWithSecret(FrozenModel):
    """A webhook with its new secret, which is shown this once."""

    webhook: WebhookView
    secret: str | None = Field(default=None, repr=False, json_schema_extra={"secret": True})

    @classmethod
    def of(cls, webhook: Webhook, secret: str) -> Self:
        """Return the view of a webhook whose secret was just made."""
        return cls(webhook=WebhookView.of(webhook), secret=secret)


class DeliveryView(View):
    """One event for one webhook: what was sent, and what came of each try."""

    id: str
    webhook_id: str
    event_id: str
    event_type: str
    body: str
    status: DeliveryStatus
    attempts: tuple[DeliveryAttempt, ...]
    attempt_count: int
    next_attempt_at: datetime | None
    created_at: datetime


def require_url(url: str, *, https_only: bool) -> None:
    """Raise InvalidInput for a URL that no webhook can have."""
    try:
        require_callable(url, https_only=https_only)
    except DestinationRefused as error:
        problem = FieldProblem("/url", error.code, error.message)
        raise InvalidInput("the URL can't be called; see details", code=error.code, fields=[problem]) from error
