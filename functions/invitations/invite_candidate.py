"""An invitation is made at once; its mail follows by event."""

from typing import Annotated

from pydantic import EmailStr, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.invitations.events import CandidateInvited
from shared.domain.invitations.model import LIFETIME, Invitation
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.invitations.schemas import InvitationView
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class InviteCandidate(Request):
    """Whom to invite to which assessment."""

    assessment_id: Identifier
    email: EmailStr
    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


@command(
    "POST /v1/assessments/{assessmentId}/invitations",
    permission=Permission.INVITATIONS_WRITE,
    loads=Loads(AssessmentRepository, "assessment_id"),
    idempotent=True,
    errors=(FailedPrecondition, QuotaExceeded),
    status=201,
)
async def invite_candidate(request: InviteCandidate, ctx: CommandContext) -> InvitationView:
    """Invite a candidate to an active assessment."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.assessment_id)
    assessment.require_active()
    assessments.hold(assessment)
    await Quotas(ctx.work).take(Quota.ASSESSMENTS)
    invitation = Invitation(
        id=ctx.new_id(),
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        email=request.email,
        candidate_name=request.name,
        invited_by=ctx.author,
        created_at=ctx.now,
        expires_at=ctx.now + LIFETIME,
    )
    InvitationRepository(ctx.work).add(invitation)
    ctx.work.emit(CandidateInvited(invitation_id=invitation.id))
    ctx.work.about(invitationId=invitation.id)
    return InvitationView.of(invitation)
