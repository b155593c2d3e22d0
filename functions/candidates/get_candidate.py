"""One person, and everything they were invited to."""

from shared.auth.permissions import Permission
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.invitations.repository import CANDIDATE_INVITATIONS, CandidateRepository, InvitationRepository
from shared.domain.invitations.schemas import CandidateDetail
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetCandidate(Request):
    """Whom."""

    candidate_id: Identifier


@query(
    "GET /v1/candidates/{candidateId}",
    permission=Permission.INVITATIONS_READ,
    loads=Loads(CandidateRepository, "candidate_id", tagged=False),
    audited=True,
)
async def get_candidate(request: GetCandidate, ctx: QueryContext) -> CandidateDetail:
    """Get a candidate with their last hundred invitations, newest first."""
    candidate = await CandidateRepository(ctx.reads).get(request.candidate_id)
    page = await InvitationRepository(ctx.reads).page(
        CANDIDATE_INVITATIONS, PageRequest(limit=MAX_LIMIT), {"candidateId": candidate.id}
    )
    return CandidateDetail.with_invitations(candidate, page.items)
