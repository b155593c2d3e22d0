"""What candidates get by mail."""

from shared.domain.invitations.model import CODE_LIFETIME, Invitation
from shared.engines.mail_layout import mail
from shared.ports.mail import Mail


def invitation_mail(invitation: Invitation, *, company: str, url: str, message_id: str) -> Mail:
    """Return the mail with the link."""
    return mail(
        to=invitation.email,
        subject=f"{company} invites you: {invitation.assessment_title}",
        paragraphs=[
            f"Hello {invitation.candidate_name},",
            f"{company} invites you to the assessment “{invitation.assessment_title}”.",
            "The time starts when you start the attempt, not when you open the link. "
            f"The link is yours alone and can be used until {invitation.expires_at:%d %B %Y, %H:%M} UTC.",
        ],
        button=("Open the assessment", url),
        message_id=message_id,
    )


def code_mail(invitation: Invitation, *, code: str, message_id: str) -> Mail:
    """Return the mail with the code that confirms another device."""
    return mail(
        to=invitation.email,
        subject=f"Your code: {code}",
        paragraphs=[
            f"Hello {invitation.candidate_name},",
            f"your link to “{invitation.assessment_title}” was opened again. If that was you, enter this code:",
            code,
            f"It works for {CODE_LIFETIME.seconds // 60} minutes. If it was not you, ignore this mail.",
        ],
        button=None,
        message_id=message_id,
    )
