"""A recruiter sends a test from Greenhouse: its candidate is invited, once however often it is sent."""

from pydantic import EmailStr

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.greenhouse.messages import GreenhouseCandidate, GreenhouseModel, SentTest, Text
from shared.domain.greenhouse.model import Interview, PatchStatus, interview_id
from shared.domain.greenhouse.repository import InterviewRepository
from shared.domain.invitations.candidates import Person, candidate_id
from shared.domain.invitations.inviting import Inviting, expiry
from shared.domain.invitations.model import Offer
from shared.domain.invitations.repository import CandidateRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.ports.http_client import DestinationRefused, require_callable
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.greenhouse import GREENHOUSE
from shared.runtime.rate_limit_policies import FOREIGN
from shared.runtime.requests import Identifier


class SendGreenhouseTest(GreenhouseModel):
    """Which test to send to whom; `url` is where Greenhouse hears that it is complete."""

    partner_test_id: Identifier
    candidate: GreenhouseCandidate
    sent_by: EmailStr | None = None
    url: Text

    @property
    def interview_id(self) -> str:
        """The id that this test for this candidate has."""
        return interview_id(self.partner_test_id, self.candidate.profile)


def _paths_beside(request: SendGreenhouseTest) -> list[str]:
    person = CandidateRepository.path(candidate_id(request.candidate.email))
    return [InterviewRepository.path(request.interview_id), person]


@command(
    "POST /greenhouse/send_test",
    permission=Permission.GREENHOUSE_CONNECT,
    loads=Loads(AssessmentRepository, "partner_test_id", beside=_paths_beside, tagged=False),
    limits=(FOREIGN,),
    errors=(FailedPrecondition, QuotaExceeded),
    wire=GREENHOUSE,
)
async def send_greenhouse_test(request: SendGreenhouseTest, ctx: CommandContext) -> SentTest:
    """Send a test to a candidate."""
    _require_callable(request.url, https_only=not ctx.config.is_demo)
    interviews = InterviewRepository(ctx.work)
    earlier = await interviews.find(request.interview_id)
    if earlier is not None:
        if earlier.url != request.url and earlier.patch is PatchStatus.PENDING:
            interviews.save(earlier.with_(url=request.url))
        return SentTest(partner_interview_id=earlier.id)
    interview = Interview(
        id=request.interview_id,
        assessment_id=request.partner_test_id,
        invitation_id=await _invitation_id(request, ctx),
        url=request.url,
        sent_by=request.sent_by or "",
        created_at=ctx.now,
    )
    interviews.add(interview)
    ctx.work.about(invitationId=interview.invitation_id)
    return SentTest(partner_interview_id=interview.id)


async def _invitation_id(request: SendGreenhouseTest, ctx: CommandContext) -> str:
    """Invite the candidate, unless an invitation to the assessment admits them already."""
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(request.partner_test_id)
    assessment.require_active()
    assessments.hold(assessment)
    offer = Offer(
        assessment_id=assessment.id,
        assessment_title=assessment.title,
        invited_by=ctx.author,
        expires_at=expiry(None, at=ctx.now),
    )
    person, inviting = Person(request.candidate.email, request.candidate.name), Inviting(ctx.work, offer)
    for live in (await inviting.live([person])).values():
        return live.id
    await Quotas(ctx.work).take(Quota.ASSESSMENTS)
    [invitation] = await inviting.invite([person])
    return invitation.id


def _require_callable(url: str, *, https_only: bool) -> None:
    try:
        require_callable(url, https_only=https_only)
    except DestinationRefused as error:
        problem = FieldProblem("/url", error.code, error.message)
        raise InvalidInput("the URL can't be called; see errors", code=error.code, fields=[problem]) from error
