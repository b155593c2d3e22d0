"""What a mail would look like, before anything is changed and nobody gets it."""

from shared.auth.permissions import Permission
from shared.domain.invitations.mails import LinkMail
from shared.domain.invitations.model import LIFETIME, Invitation
from shared.domain.invitations.schemas import MailPreview
from shared.domain.invitations.wordings import MailKind, MailWords
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.engines.mail_layout import message_id
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class PreviewInvitationMail(MailWords, Request):
    """Words of one kind of mail; null is the default."""

    kind: MailKind


@command("POST /v1/invitation-mails/preview", permission=Permission.INVITATIONS_READ, audited=False)
async def preview_invitation_mail(request: PreviewInvitationMail, ctx: CommandContext) -> MailPreview:
    """Show a mail to somebody made up."""
    tenant = await TenantRepository(ctx.work).get(ctx.work.tenant_id)
    somebody = Invitation(
        id="preview",
        assessment_id="preview",
        assessment_title="Backend engineer",
        email="alex@example.com",
        candidate_name="Alex Example",
        invited_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + LIFETIME,
    )
    link_mail = LinkMail(
        kind=request.kind,
        url=f"{ctx.config.public_url}/take",
        style=mail_style(tenant),
        wording=request.wording,
        zone=tenant.time_zone,
    )
    return MailPreview.of(link_mail.to(somebody, message_id=message_id("preview", "none"), at=ctx.now))
