"""An invitation is made at once; its mail follows by event."""

from pydantic import AwareDatetime

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.candidates import CandidateEmail, CandidateName, Person, candidate_id
from shared.domain.invitations.inviting import Inviting, already_invited, expiry
from shared.domain.invitations.model import Offer
from shared.domain.invitations.repository import CandidateRepository
from shared.domain.invitations.schemas import InvitationView
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import AlreadyExists, FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class InviteCandidate(Request):
    """Whom to invite to which assessment; 14 days long unless `expires_at` says otherwise."""

    assessment_id: Identifier
    email: CandidateEmail
    name: CandidateName
    expires_at: AwareDatetime | None = None


def _candidate_path(request: InviteCandidate) -> list[str]:
    return [CandidateRepository.path(candidate_id(request.email))]


@command(
    "POST /v1/assessments/{assessmentId}/invitations",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_candidate_path),
    idempotent=True,
    errors=(AlreadyExists, FailedPrecondition, QuotaExceeded),
    status=201,
)
async def invite_candidate(request: InviteCandidate, ctx: CommandContext) -> InvitationView:
    """Invite a candidate to an active assessment."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.assessment_id)
    assessment.require_active()
    assessments.hold(assessment)
    offer = Offer(
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        invited_by=ctx.author,
        expires_at=expiry(request.expires_at, at=ctx.now),
    )
    person, inviting = Person(request.email, request.name), Inviting(ctx.work, offer)
    for live in (await inviting.live([person])).values():
        raise already_invited(live)
    await Quotas(ctx.work).take(Quota.ASSESSMENTS)
    [invitation] = await inviting.invite([person])
    ctx.work.about(invitationId=invitation.id)
    return InvitationView.of(invitation)
