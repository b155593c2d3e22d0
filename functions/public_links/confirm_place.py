"""The mailed code takes a place, and signs its candidate in; whoever has one already comes back to it.

Place, invitation, quota and the count of the link change in one commit.
"""

import hmac
from typing import Annotated

from pydantic import StringConstraints

from shared.auth.links import mailed_code
from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.candidates import CandidateEmail, candidate_id
from shared.domain.invitations.inviting import Inviting
from shared.domain.invitations.model import Invitation, InvitationStatus
from shared.domain.invitations.public_links import CODE_KIND, PlaceRequest, PublicLink, place_request_id, read_token
from shared.domain.invitations.repository import (
    CandidateRepository,
    InvitationRepository,
    PlaceRequestRepository,
    PublicLinkRepository,
)
from shared.domain.invitations.schemas import CandidateSignIn
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.tenants.repository import TenantRepository
from shared.errors import DependencyUnavailable, FailedPrecondition, NotFound, PermissionDenied
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import LINKS
from shared.runtime.requests import Request


class ConfirmPlace(Request):
    """The token of the public link, who asked, and the six digits from the mail."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    email: CandidateEmail
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


@command(
    "POST /v1/public-links/places/confirm",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS,),
    errors=(NotFound, FailedPrecondition, PermissionDenied, DependencyUnavailable),
    runtime=Runtime.AUTH,
)
async def confirm_place(request: ConfirmPlace, ctx: ExternalContext) -> CandidateSignIn:
    """Take a place by a public link, and sign its candidate in by the code mailed to them."""
    read = read_token(request.token)
    if read is None:
        raise NotFound("there is no such link", code="public_link_not_found")
    linked, link_id = read
    person_id = candidate_id(request.email)
    request_id = place_request_id(link_id, person_id)

    async def judge(work: UnitOfWork) -> Invitation | PlaceRequest:
        work.enter_tenant(linked.tenant_id)
        work.about(publicLinkId=link_id)
        links, requests = PublicLinkRepository(work), PlaceRequestRepository(work)
        tenant_path = TenantRepository.path(linked.tenant_id)
        candidate_path = CandidateRepository.path(person_id)
        await work.get_many([links.path(link_id), requests.path(request_id), tenant_path, candidate_path])
        link = await links.get(link_id)
        if not link.has_address(linked):
            raise NotFound("this link was replaced; ask whoever gave it to you", code="public_link_not_found")
        link.require_open(at=ctx.now)
        asked = await requests.find(request_id)
        if asked is None:
            raise PermissionDenied("this code is no longer valid; open the link again", code="code_expired")
        challenge = asked.require_challenge(at=ctx.now)
        expected = mailed_code(CODE_KIND, linked.tenant_id, challenge.id)
        if not hmac.compare_digest(expected.encode(), request.code.encode()):
            missed = asked.code_missed()
            requests.save(missed)
            return missed
        requests.remove(asked)
        invitation = await _admitted(work, link, asked)
        work.about(invitationId=invitation.id)
        return invitation

    judged = await ctx.finish(judge)
    if isinstance(judged, PlaceRequest):
        left = judged.challenge.tries_left if judged.challenge else 0
        message = f"this is not the code in the mail; {left} tries left"
        raise PermissionDenied(message, code="code_wrong", details={"triesLeft": left})
    tokens = await ctx.outside.identity.sign_in_as(judged.candidate_uid, judged.claims(linked.tenant_id))
    return CandidateSignIn.admitted(judged, linked.tenant_id, tokens)


async def _admitted(work: UnitOfWork, link: PublicLink, asked: PlaceRequest) -> Invitation:
    """Return the invitation that admits somebody: theirs if they have one, or one that takes a place."""
    candidates, invitations = CandidateRepository(work), InvitationRepository(work)
    candidate = await candidates.find(asked.person.id)
    newest_id = candidate.invitations.get(link.assessment_id) if candidate else None
    newest = await invitations.find(newest_id) if newest_id else None
    if newest is not None and link.holds_place(newest, at=work.now):
        newest.require_usable(at=work.now)
        if newest.status is InvitationStatus.PENDING:
            newest = newest.redeemed()
            invitations.save(newest)
        return newest
    if newest is not None:
        invitations.hold(newest)
    return await _placed(work, link, asked)


async def _placed(work: UnitOfWork, link: PublicLink, asked: PlaceRequest) -> Invitation:
    (await TenantRepository(work).get(work.tenant_id)).require_active()
    assessments = AssessmentRepository(work)
    assessment = await assessments.get(link.assessment_id)
    assessment.require_active()
    assessments.hold(assessment)
    PublicLinkRepository(work).save(link.with_one_more())
    try:
        await Quotas(work).take(Quota.ASSESSMENTS)
    except QuotaExceeded as error:
        # What a plan holds is no candidate's business.
        message = "this link takes nobody at the moment; ask whoever gave it to you"
        raise FailedPrecondition(message, code="public_link_unavailable") from error
    [invitation] = await Inviting(work, link.offer).invite([asked.person])
    return invitation
