"""What happens to API keys."""

from datetime import datetime
from typing import ClassVar

from shared.events.event import Event


class ApiKeyReminderDue(Event):
    """A key may be about to expire; emitted for that moment when its end is set."""

    type: ClassVar[str] = "api_keys.key.reminder_due.v1"
    api_key_id: str


class ApiKeyExpiring(Event):
    """A key that is in force expires in a week."""

    type: ClassVar[str] = "api_keys.key.expiring.v1"
    api_key_id: str
    name: str
    expires_at: datetime
