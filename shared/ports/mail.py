"""Sending mail."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a mail; `media_type` without parameters, as in `text/calendar`."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One message. `message_id` is the same across retries, so that a duplicate can be recognised."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    attachments: tuple[Attachment, ...] = ()


class Mailer(Protocol):
    """Hand a message over for delivery. Implemented by `adapters.smtp` and `adapters.memory_mailer`."""

    async def send(self, mail: Mail) -> None:
        """Return once the message is accepted; raise DependencyUnavailable when the server is away or busy,

        InvalidInput when it refuses the message for good.
        """
        ...
