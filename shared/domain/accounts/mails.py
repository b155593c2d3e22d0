"""What people with accounts get by mail."""

from shared.engines.mail_layout import mail
from shared.ports.mail import Mail


def password_reset_mail(email: str, *, url: str, message_id: str) -> Mail:
    """Return the mail with the link that sets a new password."""
    return mail(
        to=email,
        subject="Set a new password on Ella",
        paragraphs=[
            "Hello,",
            "somebody asked for a new password for your account. The link can be used once, within an hour.",
            "If it wasn't you, there is nothing to do: your password stays as it is.",
        ],
        button=("Set a new password", url),
        message_id=message_id,
    )


def email_verification_mail(email: str, *, url: str, message_id: str) -> Mail:
    """Return the mail with the link that shows the address is the person's."""
    return mail(
        to=email,
        subject="Confirm your e-mail address on Ella",
        paragraphs=[
            "Hello,",
            "please confirm that this address is yours. The link can be used once, within three days.",
        ],
        button=("Confirm", url),
        message_id=message_id,
    )
