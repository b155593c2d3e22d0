"""What invited members get by mail, and how a tenant's mails look."""

from shared.domain.tenants.model import MemberInvitation, Tenant
from shared.engines.mail_layout import MailStyle, mail
from shared.ports.mail import Mail


def mail_style(tenant: Tenant) -> MailStyle:
    """Return how a tenant's mails look."""
    branding = tenant.branding
    return MailStyle(
        company=tenant.name, locale=tenant.locale, color=branding.primary_color, logo_url=branding.logo_url
    )


def member_invitation_mail(invitation: MemberInvitation, *, url: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the link."""
    values = {"role": invitation.role.value, "expires_at": invitation.expires_at, "url": url}
    return mail("member_invitation", values, to=invitation.email, style=style, message_id=message_id)
