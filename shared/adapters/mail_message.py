"""A mail as a MIME message nobody can smuggle a header or a second recipient into."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import formatdate, parseaddr

from shared.errors import InvalidInput
from shared.ports.mail import Mail

_MESSAGE_ID = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def mime_message(mail: Mail, sender: str) -> EmailMessage:
    """Return the message as text with an HTML alternative; raise InvalidInput for an address or id that isn't one."""
    message = EmailMessage(SMTP if mail.to.isascii() else SMTPUTF8)
    name, sender_address = parseaddr(sender)
    try:
        message["From"] = Address(name, addr_spec=sender_address)
        message["To"] = _recipient(mail.to)
        # A title with a line break in it is still a subject.
        message["Subject"] = " ".join(mail.subject.split())
        message["Message-ID"] = f"<{_message_id(mail.message_id, sender_address)}>"
    except (ValueError, IndexError) as error:
        raise InvalidInput("this can't be addressed by mail", code="invalid_address") from error
    message["Date"] = formatdate(usegmt=True)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for attached in mail.attachments:
        kind, _, subtype = attached.media_type.partition("/")
        message.add_attachment(attached.content, maintype=kind, subtype=subtype, filename=attached.filename)
    return message


def _recipient(address: str) -> Address:
    if address.isascii():
        return Address(addr_spec=address)
    local, _, domain = address.rpartition("@")
    if not local or not domain or re.search(r"[\s<>@,;:\"\\]", local + domain):
        raise ValueError(address)
    return Address(username=local, domain=domain)


def _message_id(given: str, sender_address: str) -> str:
    found = given.removeprefix("<").removesuffix(">")
    if "@" not in found:
        found = f"{found}@{sender_address.rpartition('@')[2]}"
    if not _MESSAGE_ID.fullmatch(found):
        raise ValueError(given)
    return found
