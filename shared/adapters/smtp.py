"""SMTP as a mailer."""

from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from shared.adapters.mail_message import mime_message
from shared.errors import DependencyUnavailable, InvalidInput
from shared.ports.mail import Mail

_TIMEOUT = 20.0
_FOR_GOOD = 500


class SmtpMailer:
    """Send through the server at `smtp://` or `smtps://[user:password@]host[:port][?starttls=1]`."""

    def __init__(self, url: str, sender: str, *, timeout: float = _TIMEOUT) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the SMTP URL must read smtp://host:port or smtps://host:port")
        self._sender = sender
        self._timeout = timeout
        self._host = parts.hostname
        self._tls = parts.scheme == "smtps"
        self._start_tls = parse_qs(parts.query).get("starttls", ["0"])[-1] == "1"
        self._port = parts.port or (465 if self._tls else 587 if self._start_tls else 25)
        self._username = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def send(self, mail: Mail) -> None:
        """Return once the message is accepted."""
        try:
            await aiosmtplib.send(
                mime_message(mail, self._sender),
                sender=parseaddr(self._sender)[1],
                recipients=[mail.to],
                hostname=self._host,
                port=self._port,
                username=self._username,
                password=self._password,
                use_tls=self._tls,
                start_tls=self._start_tls,
                timeout=self._timeout,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            if _refused_for_good(error, mail):
                raise InvalidInput("the mail server refuses this message", code="mail_refused") from error
            raise DependencyUnavailable("the mail server does not answer; the mail is tried again") from error


def _refused_for_good(error: Exception, mail: Mail) -> bool:
    # A refused sender or sign-in (also 5xx) is our configuration's fault, not this mail's: kept and tried again.
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(refused.code >= _FOR_GOOD for refused in error.recipients)
    if isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError):
        return error.code >= _FOR_GOOD
    # Without SMTPUTF8 the server can't take such an address; without STARTTLS it is misconfigured.
    return isinstance(error, aiosmtplib.SMTPNotSupported) and not mail.to.isascii()
