"""A mailer that keeps what it is given: for the fast tests."""

from shared.adapters.mail_message import mime_message
from shared.ports.mail import Mail


class MemoryMailer:
    """Keep mails in `sent`; `failure`, when set, is raised instead."""

    def __init__(self, sender: str = "Ella <no-reply@ella.invalid>") -> None:
        self.sent: list[Mail] = []
        self.failure: Exception | None = None
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Keep the mail; refuse what can't be a message, as SMTP would."""
        if self.failure is not None:
            raise self.failure
        mime_message(mail, self._sender)
        self.sent.append(mail)
