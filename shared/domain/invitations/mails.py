"""What candidates get by mail."""

from shared.domain.invitations.challenges import CODE_LIFETIME
from shared.domain.invitations.model import Invitation
from shared.domain.invitations.public_links import PlaceRequest, PublicLink
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


def reminder_mail(invitation: Invitation, *, url: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail that reminds somebody of their link."""
    values = {
        "name": invitation.candidate_name,
        "assessment": invitation.assessment_title,
        "expires_at": invitation.expires_at,
        "url": url,
    }
    return mail("candidate_reminder", values, to=invitation.email, style=style, message_id=message_id)


def code_mail(invitation: Invitation, *, code: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the code that confirms another device."""
    values = {
        "name": invitation.candidate_name,
        "assessment": invitation.assessment_title,
        "code": code,
        "minutes": str(CODE_LIFETIME.seconds // 60),
    }
    return mail("redemption_code", values, to=invitation.email, style=style, message_id=message_id)


def place_code_mail(request: PlaceRequest, link: PublicLink, *, code: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the code that confirms whoever asks for a place by a public link."""
    values = {
        "name": request.name,
        "assessment": link.assessment_title,
        "code": code,
        "minutes": str(CODE_LIFETIME.seconds // 60),
    }
    return mail("place_code", values, to=request.email, style=style, message_id=message_id)
