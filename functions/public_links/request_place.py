"""Whoever has a public link says who they are; the answer is the same whether or not Ella knows them."""

from typing import Annotated

from pydantic import StringConstraints

from shared.data.unit_of_work import UnitOfWork
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.candidates import CandidateEmail, CandidateName, candidate_id
from shared.domain.invitations.events import PlaceRequested, PlaceRequestStale
from shared.domain.invitations.public_links import FORGOTTEN_AFTER, PlaceRequest, place_request_id, read_token
from shared.domain.invitations.repository import PlaceRequestRepository, PublicLinkRepository
from shared.domain.invitations.schemas import PlaceAsked
from shared.domain.tenants.repository import TenantRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import PLACES
from shared.runtime.requests import Request


class RequestPlace(Request):
    """The token of the public link, and who asks."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    email: CandidateEmail
    name: CandidateName


@command(
    "POST /v1/public-links/places",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(PLACES,),
    errors=(NotFound, FailedPrecondition),
    runtime=Runtime.AUTH,
)
async def request_place(request: RequestPlace, ctx: ExternalContext) -> PlaceAsked:
    """Have a code mailed that confirms a place."""
    read = read_token(request.token)
    if read is None:
        raise NotFound("there is no such link", code="public_link_not_found")
    linked, link_id = read
    challenge_id = ctx.new_id()
    request_id = place_request_id(link_id, candidate_id(request.email))

    async def ask(work: UnitOfWork) -> PlaceAsked:
        work.enter_tenant(linked.tenant_id)
        work.about(publicLinkId=link_id)
        links, requests = PublicLinkRepository(work), PlaceRequestRepository(work)
        tenant_path = TenantRepository.path(linked.tenant_id)
        await work.get_many([links.path(link_id), requests.path(request_id), tenant_path])
        link = await links.get(link_id)
        if not link.has_address(linked):
            raise NotFound("this link was replaced; ask whoever gave it to you", code="public_link_not_found")
        link.require_open(at=ctx.now)
        (await TenantRepository(work).get(linked.tenant_id)).require_active()
        (await AssessmentRepository(work).get(link.assessment_id)).require_active()
        known = await requests.find(request_id)
        asked = known or PlaceRequest(id=request_id, public_link_id=link_id, email=request.email, name=request.name)
        challenged = asked.challenged(challenge_id, at=ctx.now)
        if challenged is not asked:
            await requests.put(challenged.with_(email=request.email, name=request.name))
            work.emit(PlaceRequested(request_id=request_id, challenge_id=challenge_id))
            work.emit(PlaceRequestStale(request_id=request_id), at=ctx.now + FORGOTTEN_AFTER)
        challenge = challenged.challenge
        next_code_at = challenge.next_at if challenge else ctx.now
        return PlaceAsked(assessment_title=link.assessment_title, full=link.is_full, next_code_at=next_code_at)

    return await ctx.finish(ask)
