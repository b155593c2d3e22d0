"""What invited members get by mail."""

from shared.domain.tenants.model import MemberInvitation
from shared.engines.mail_layout import mail
from shared.ports.mail import Mail


def member_invitation_mail(invitation: MemberInvitation, *, company: str, url: str, message_id: str) -> Mail:
    """Return the mail with the link."""
    return mail(
        to=invitation.email,
        subject=f"Join {company} on Ella",
        paragraphs=[
            "Hello,",
            f"you are invited to join {company} on Ella as {invitation.role.value}.",
            f"The link is yours alone and can be used once, until {invitation.expires_at:%d %B %Y, %H:%M} UTC.",
        ],
        button=("Join", url),
        message_id=message_id,
    )
