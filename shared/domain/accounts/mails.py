"""What people with accounts get by mail: no tenant's, so in Ella's own style."""

from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail

_STYLE = MailStyle(company="Ella")


def password_reset_mail(email: str, *, url: str, message_id: str) -> Mail:
    """Return the mail with the link that sets a new password."""
    return mail("password_reset", {"url": url}, to=email, style=_STYLE, message_id=message_id)


def email_verification_mail(email: str, *, url: str, message_id: str) -> Mail:
    """Return the mail with the link that shows the address is the person's."""
    return mail("email_verification", {"url": url}, to=email, style=_STYLE, message_id=message_id)
