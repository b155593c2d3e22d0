"""What candidates get by mail about what was found."""

from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail


def findings_mail(*, name: str, to: str, assessment: str, url: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail that tells a candidate that there is something to answer; it says nothing of what it is."""
    values = {"name": name, "assessment": assessment, "url": url}
    return mail("findings_opened", values, to=to, style=style, message_id=message_id)
