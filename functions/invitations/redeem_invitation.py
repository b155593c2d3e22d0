"""A link admits once; opened again, it asks for a code sent to the candidate's own mailbox.

The redemption is committed before the sign-in, so a link never admits twice. Should the sign-in then fail, the
candidate opens the link again and comes in by code: nobody is locked out.
"""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.links import read_link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.events import CodeRequested
from shared.domain.invitations.model import LINK_KIND, Invitation, InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.invitations.schemas import CandidateSignIn
from shared.errors import DependencyUnavailable, FailedPrecondition, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import LINKS
from shared.runtime.requests import Request


class RedeemInvitation(Request):
    """The token of the link."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]


@command(
    "POST /v1/invitations/redeem",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS,),
    errors=(NotFound, FailedPrecondition, DependencyUnavailable),
    runtime=Runtime.AUTH,
)
async def redeem_invitation(request: RedeemInvitation, ctx: ExternalContext) -> CandidateSignIn:
    """Sign a candidate in by their link; any time but the first, mail them a code to confirm."""
    link = read_link_token(LINK_KIND, request.token)
    if link is None:
        raise NotFound("there is no such invitation", code="invitation_not_found")
    challenge_id = ctx.new_id()

    async def redeem(work: UnitOfWork) -> tuple[Invitation, bool]:
        work.enter_tenant(link.tenant_id)
        work.about(invitationId=link.id)
        invitations = InvitationRepository(work)
        invitation = await invitations.get(link.id)
        invitation.require_admitting(at=ctx.now)
        if invitation.status is InvitationStatus.PENDING:
            redeemed = invitation.redeemed()
            invitations.save(redeemed)
            return redeemed, True
        challenged = invitation.challenged(challenge_id, at=ctx.now)
        if challenged is not invitation:
            invitations.save(challenged)
            work.emit(CodeRequested(invitation_id=link.id, challenge_id=challenge_id))
        return challenged, False

    invitation, admitted = await ctx.finish(redeem)
    if not admitted:
        return CandidateSignIn.to_confirm(invitation, link.tenant_id)
    tokens = await ctx.outside.identity.sign_in_as(invitation.candidate_uid, invitation.claims(link.tenant_id))
    return CandidateSignIn.admitted(invitation, link.tenant_id, tokens)
