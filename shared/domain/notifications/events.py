"""What is to be mailed of notifications."""

from typing import ClassVar

from shared.domain.notifications.model import NotificationKind
from shared.events.event import Event


class NotificationMailDue(Event):
    """A member is to hear of something by a mail of its own."""

    type: ClassVar[str] = "notifications.mail.due.v1"
    member_id: str
    kind: NotificationKind
    values: dict[str, str]
    link: str


class DigestDue(Event):
    """A member's digest is to be mailed."""

    type: ClassVar[str] = "notifications.digest.due.v1"
    digest_id: str
