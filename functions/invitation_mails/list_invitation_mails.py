"""What the mails to candidates say, in the tenant's words or by default in its language."""

from shared.auth.permissions import Permission
from shared.domain.invitations.repository import CandidateMailRepository
from shared.domain.invitations.schemas import MailWordsView
from shared.domain.invitations.wordings import MailKind
from shared.domain.tenants.mails import mail_style
from shared.domain.tenants.repository import TenantRepository
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class ListInvitationMails(Request):
    """Nothing: there are few kinds."""


class InvitationMails(FrozenModel):
    """The words of each kind of mail."""

    mails: tuple[MailWordsView, ...]


@query("GET /v1/invitation-mails", permission=Permission.INVITATIONS_READ)
async def list_invitation_mails(request: ListInvitationMails, ctx: QueryContext) -> InvitationMails:
    """List the words of the mails to candidates."""
    paths = [CandidateMailRepository.path(kind.value) for kind in MailKind]
    await ctx.reads.get_many([TenantRepository.path(ctx.reads.tenant_id), *paths])
    style = mail_style(await TenantRepository(ctx.reads).get(ctx.reads.tenant_id))
    mails = CandidateMailRepository(ctx.reads)
    return InvitationMails(
        mails=tuple([MailWordsView.of(kind, await mails.find(kind.value), style) for kind in MailKind])
    )
