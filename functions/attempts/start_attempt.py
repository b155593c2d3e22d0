"""The clock starts here, once: an attempt has its invitation's id, so a second one can't be."""

from datetime import datetime, timedelta
from decimal import Decimal

from shared.auth.permissions import Permission
from shared.domain.assessments.model import Assessment
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.accommodations import accommodated
from shared.domain.attempts.events import AttemptDeadlineReached, AttemptStarted
from shared.domain.attempts.model import GRACE, Attempt, AttemptQuestion, AttemptStatusProjection
from shared.domain.attempts.repository import AccommodationRepository, AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.invitations.model import Invitation
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.questions.content import ChoiceContent, CodingContent, FileContent, TextContent
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.errors import FailedPrecondition, InternalError, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class StartAttempt(Request):
    """Nothing: the invitation says what is started."""


@command(
    "POST /v1/attempts",
    permission=Permission.ATTEMPTS_START,
    errors=(NotFound, FailedPrecondition),
    status=201,
    runtime=Runtime.ASSESSMENT,
)
async def start_attempt(request: StartAttempt, ctx: CommandContext) -> SittingView:
    """Start the attempt that the candidate is invited to, or return it where it runs already."""
    attempts, invitations = AttemptRepository(ctx.work), InvitationRepository(ctx.work)
    attempt_id = ctx.candidate.invitation_id
    accommodations = AccommodationRepository(ctx.work)
    await ctx.work.get_many([each.path(attempt_id) for each in (attempts, invitations, accommodations)])
    running = await attempts.find(attempt_id)
    if running is not None:
        running.require_open(at=ctx.now)
        return SittingView.of(running, now=ctx.now)

    invitation = await invitations.get(attempt_id)
    invitation.require_usable(at=ctx.now)
    assessments = AssessmentRepository(ctx.work)
    assessment = await assessments.get(invitation.assessment_id)
    assessment.require_active()
    assessments.hold(assessment)

    questions = await _pinned(assessment, QuestionVersionRepository(ctx.work))
    attempt = _attempt(invitation, assessment, questions, ctx.now)
    attempt = accommodated(attempt, await accommodations.find(attempt_id))
    attempts.add(attempt)
    AttemptStatusRepository(ctx.work).add(AttemptStatusProjection.of(attempt))
    invitations.save(invitation.started())
    ctx.work.emit(AttemptStarted(attempt_id=attempt.id))
    ctx.work.emit(AttemptDeadlineReached(attempt_id=attempt.id), at=attempt.deadline + GRACE)
    ctx.work.about(attemptId=attempt.id)
    return SittingView.of(attempt, now=ctx.now)


async def _pinned(assessment: Assessment, versions: QuestionVersionRepository) -> tuple[AttemptQuestion, ...]:
    ids = [version_id(each.question_id, each.version or 0) for each in assessment.questions]
    pinned: list[AttemptQuestion] = []
    for asked, version in zip(assessment.questions, await versions.get_many(ids), strict=True):
        if version is None:
            raise InternalError(f"the assessment {assessment.id} pins a version that is missing: {asked.question_id}")
        pinned.append(_question(version, asked.points))
    return tuple(pinned)


def _question(version: QuestionVersion, points: Decimal) -> AttemptQuestion:
    content = version.content
    question = AttemptQuestion(
        question_id=version.question_id,
        version=version.number,
        kind=content.kind,
        title=content.title,
        points=points,
    )
    match content:
        case CodingContent():
            return question.with_(languages=content.languages)
        case ChoiceContent():
            return question.with_(choices=tuple(choice.id for choice in content.choices))
        case TextContent():
            return question.with_(max_length=content.max_length)
        case FileContent():
            return question.with_(content_types=content.content_types, max_bytes=content.max_bytes)
        case _:
            return question


def _attempt(
    invitation: Invitation, assessment: Assessment, questions: tuple[AttemptQuestion, ...], now: datetime
) -> Attempt:
    return Attempt(
        id=invitation.id,
        invitation_id=invitation.id,
        candidate_uid=invitation.candidate_uid,
        candidate_email=invitation.email,
        candidate_name=invitation.candidate_name,
        assessment_id=assessment.id,
        title=assessment.title,
        questions=questions,
        started_at=now,
        deadline=now + timedelta(minutes=assessment.time_limit_minutes),
        max_points=sum((each.points for each in questions), Decimal(0)),
    )
