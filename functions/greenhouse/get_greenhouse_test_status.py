"""Greenhouse asks how a test stands, and once it is complete for what it came to."""

from decimal import Decimal

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Attempt, AttemptStatus
from shared.domain.attempts.repository import AttemptRepository, AttemptResultRepository
from shared.domain.attempts.results import AttemptResult
from shared.domain.greenhouse.messages import GreenhouseModel, Metadata, TestStatus
from shared.domain.greenhouse.repository import InterviewRepository
from shared.domain.invitations.model import Invitation, InvitationStatus
from shared.domain.invitations.repository import InvitationRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.greenhouse import GREENHOUSE
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.requests import Identifier


class GetGreenhouseTestStatus(GreenhouseModel):
    """Of which test that was sent."""

    partner_interview_id: Identifier


@query(
    "GET /greenhouse/test_status",
    permission=Permission.GREENHOUSE_CONNECT,
    loads=Loads(InterviewRepository, "partner_interview_id", tagged=False),
    audited=True,
    limits=(FOREIGN,),
    wire=GREENHOUSE,
)
async def get_greenhouse_test_status(request: GetGreenhouseTestStatus, ctx: QueryContext) -> TestStatus:
    """Get how a test stands that was sent to a candidate."""
    interview = await InterviewRepository(ctx.reads).get(request.partner_interview_id)
    repositories = (InvitationRepository, AttemptRepository, AttemptResultRepository)
    await ctx.reads.get_many([repository.path(interview.invitation_id) for repository in repositories])
    attempt = await AttemptRepository(ctx.reads).find(interview.invitation_id)
    result = await AttemptResultRepository(ctx.reads).find(interview.invitation_id)
    if attempt is None or result is None:
        invitation = await InvitationRepository(ctx.reads).find(interview.invitation_id)
        return TestStatus(partner_status=_status(invitation, attempt))
    return TestStatus(
        partner_status="complete",
        partner_profile_url=f"{ctx.config.public_url}/attempts/{attempt.id}",
        partner_score=_percent(result),
        metadata=_metadata(attempt, result),
    )


def _status(invitation: Invitation | None, attempt: Attempt | None) -> str:
    if attempt is not None:
        return "in_progress" if attempt.status is AttemptStatus.OPEN else "being_scored"
    cancelled = invitation is not None and invitation.status is InvitationStatus.CANCELLED
    return "cancelled" if cancelled else "invited"


def _percent(result: AttemptResult) -> float:
    share = 100 * result.points / result.max_points if result.max_points else Decimal(0)
    return float(round(share, 2))


def _metadata(attempt: Attempt, result: AttemptResult) -> Metadata:
    """Return what else there is to show, flat."""
    shown: Metadata = {
        "assessment": attempt.title,
        "points": float(result.points),
        "max_points": float(result.max_points),
        "needs_review": result.needs_review,
        "scored_at": result.scored_at.isoformat(),
    }
    if result.passed is not None:
        shown["passed"] = result.passed
    return shown
