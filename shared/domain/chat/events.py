"""What happens to chat completions."""

from datetime import datetime
from typing import ClassVar

from shared.engines.model_calls.spending import ModelSpend
from shared.events.event import Event


class ChatCompleted(Event):
    """A completion was answered, or broke off when something had been heard: what it used, on whose behalf.

    `member` is who asked, or the API key; `spent` is empty for an answer that was kept from before.
    """

    type: ClassVar[str] = "chat.completion.completed.v1"
    app_id: str
    provider: str
    model: str
    member: str
    at: datetime
    outcome: str
    cached: bool
    spent: tuple[ModelSpend, ...]
