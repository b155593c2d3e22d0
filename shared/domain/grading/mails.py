"""What candidates get by mail about their appeals."""

from shared.domain.grading.appeals import Appeal
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail


def decision_mail(
    appeal: Appeal, *, name: str, to: str, assessment: str, url: str, style: MailStyle, message_id: str
) -> Mail:
    """Return the mail that tells a candidate how their appeal was decided, and why."""
    values = {
        "name": name,
        "assessment": assessment,
        "question": appeal.title,
        "points": str(appeal.points),
        "given": None if appeal.points_given is None else str(appeal.points_given),
        "reason": appeal.reason,
        "url": url,
    }
    return mail(f"appeal_{appeal.status.value}", values, to=to, style=style, message_id=message_id)
