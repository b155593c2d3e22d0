"""Back to the words that come with Ella."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import CandidateMailRepository
from shared.domain.invitations.wordings import MailKind
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class ResetInvitationMail(Request):
    """Which kind of mail."""

    kind: MailKind


@command("POST /v1/invitation-mails/reset", permission=Permission.TENANTS_WRITE, status=204)
async def reset_invitation_mail(request: ResetInvitationMail, ctx: CommandContext) -> None:
    """Return a mail to its default words; doing so twice is fine."""
    mails = CandidateMailRepository(ctx.work)
    words = await mails.find(request.kind.value)
    if words is not None:
        mails.remove(words)
    ctx.work.about(mailKind=request.kind.value)
