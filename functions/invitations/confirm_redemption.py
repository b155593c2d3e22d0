"""A mailed code signs the same candidate in on another device. Each miss is counted before it is told."""

import hmac
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.links import mailed_code, read_link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.invitations.model import CODE_KIND, LINK_KIND, Invitation
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.invitations.schemas import CandidateSignIn
from shared.errors import DependencyUnavailable, FailedPrecondition, NotFound, PermissionDenied
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import LINKS
from shared.runtime.requests import Request


class ConfirmRedemption(Request):
    """The token of the link, and the six digits from the mail."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


@command(
    "POST /v1/invitations/confirm",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS,),
    errors=(NotFound, FailedPrecondition, PermissionDenied, DependencyUnavailable),
    runtime=Runtime.AUTH,
)
async def confirm_redemption(request: ConfirmRedemption, ctx: ExternalContext) -> CandidateSignIn:
    """Sign a candidate in by their link and the code mailed to them."""
    link = read_link_token(LINK_KIND, request.token)
    if link is None:
        raise NotFound("there is no such invitation", code="invitation_not_found")

    async def judge(work: UnitOfWork) -> tuple[Invitation, bool]:
        work.enter_tenant(link.tenant_id)
        work.about(invitationId=link.id)
        invitations = InvitationRepository(work)
        invitation = await invitations.get(link.id)
        invitation.require_admitting(at=ctx.now)
        challenge = invitation.require_challenge(at=ctx.now)
        expected = mailed_code(CODE_KIND, link.tenant_id, challenge.id)
        right = hmac.compare_digest(expected.encode(), request.code.encode())
        judged = invitation.confirmed() if right else invitation.code_missed()
        invitations.save(judged)
        return judged, right

    invitation, right = await ctx.finish(judge)
    if not right:
        left = invitation.challenge.tries_left if invitation.challenge else 0
        message = f"this is not the code in the mail; {left} tries left"
        raise PermissionDenied(message, code="code_wrong", details={"triesLeft": left})
    tokens = await ctx.outside.identity.sign_in_as(invitation.candidate_uid, invitation.claims(link.tenant_id))
    return CandidateSignIn.admitted(invitation, link.tenant_id, tokens)
