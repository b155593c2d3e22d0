"""A tenant invites in its own words; greeting, rules and button stay, so that no mail lacks its link."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import CandidateMailRepository
from shared.domain.invitations.schemas import MailWordsView
from shared.domain.invitations.wordings import CandidateMail, MailKind, MailWords
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class SetInvitationMail(MailWords, Request):
    """The words of one kind of mail, with $assessment, $company, $expires_at and $name in them; null is the default."""

    kind: MailKind


@command("PUT /v1/invitation-mails", permission=Permission.TENANTS_WRITE)
async def set_invitation_mail(request: SetInvitationMail, ctx: CommandContext) -> MailWordsView:
    """Change the words of a mail to candidates."""
    mails, tenants = CandidateMailRepository(ctx.work), TenantRepository(ctx.work)
    await ctx.work.get_many([mails.path(request.kind.value), tenants.path(ctx.work.tenant_id)])
    words = CandidateMail(id=request.kind.value, subject=request.subject, intro=request.intro)
    await mails.put(words)
    ctx.work.about(mailKind=request.kind.value)
    style = mail_style(await tenants.get(ctx.work.tenant_id))
    return MailWordsView.of(request.kind, MailWords(subject=words.subject, intro=words.intro), style)
