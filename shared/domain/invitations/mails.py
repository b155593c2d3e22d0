"""What candidates get by mail."""

from shared.domain.invitations.model import CODE_LIFETIME, Invitation
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail


def invitation_mail(invitation: Invitation, *, url: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the link."""
    values = {
        "name": invitation.candidate_name,
        "assessment": invitation.assessment_title,
        "expires_at": invitation.expires_at,
        "url": url,
    }
    return mail("candidate_invitation", values, to=invitation.email, style=style, message_id=message_id)


def code_mail(invitation: Invitation, *, code: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the code that confirms another device."""
    values = {
        "name": invitation.candidate_name,
        "assessment": invitation.assessment_title,
        "code": code,
        "minutes": str(CODE_LIFETIME.seconds // 60),
    }
    return mail("redemption_code", values, to=invitation.email, style=style, message_id=message_id)
