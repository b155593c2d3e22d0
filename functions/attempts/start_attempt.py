"""The clock starts here, once: an attempt has its invitation's id, so a second one can't be."""

from datetime import datetime, timedelta
from decimal import Decimal

from shared.auth.permissions import Permission
from shared.domain.assessments.content import Section
from shared.domain.assessments.model import Assessment, DrawnQuestion
from shared.domain.assessments.repository import AssessmentRepository, SittingCountRepository
from shared.domain.assessments.retakes import require_sitting_left, sitting_count_id
from shared.domain.attempts.accommodations import accommodated
from shared.domain.attempts.events import AttemptDeadlineReached, AttemptStarted
from shared.domain.attempts.model import GRACE, Attempt, AttemptQuestion, AttemptStatusProjection
from shared.domain.attempts.repository import AccommodationRepository, AttemptRepository, AttemptStatusRepository
from shared.domain.attempts.schemas import SittingView
from shared.domain.attempts.sections import AttemptSection
from shared.domain.invitations.model import Invitation
from shared.domain.invitations.repository import InvitationRepository
from shared.domain.questions.content import CodingContent, FileContent, TextContent
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.domain.questions.tasks import choice_order
from shared.engines.drawing import variant_seed
from shared.engines.results import Floor
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
    assessments, counts = AssessmentRepository(ctx.work), SittingCountRepository(ctx.work)
    count_path = counts.path(sitting_count_id(invitation.assessment_id, invitation.email))
    await ctx.work.get_many([assessments.path(invitation.assessment_id), count_path])
    assessment = await assessments.get(invitation.assessment_id)
    assessment.require_startable(at=ctx.now)
    count = await counts.of_candidate(assessment.id, invitation.email)
    require_sitting_left(assessment, count, at=ctx.now)
    assessments.hold(assessment)
    await counts.count(assessment.id, invitation.email, at=ctx.now)

    seed = ctx.new_id()
    questions = await _drawn(assessment, seed, QuestionVersionRepository(ctx.work))
    attempt = _attempt(invitation, assessment, seed, questions, ctx.now)
    attempt = accommodated(attempt, await accommodations.find(attempt_id))
    attempts.add(attempt)
    AttemptStatusRepository(ctx.work).add(AttemptStatusProjection.of(attempt))
    invitations.save(invitation.started())
    ctx.work.emit(AttemptStarted(attempt_id=attempt.id))
    ctx.work.emit(AttemptDeadlineReached(attempt_id=attempt.id), at=attempt.deadline + GRACE)
    ctx.work.about(attemptId=attempt.id)
    return SittingView.of(attempt, now=ctx.now)


async def _drawn(assessment: Assessment, seed: str, versions: QuestionVersionRepository) -> tuple[AttemptQuestion, ...]:
    drawn = assessment.drawn(seed, assessment.versions)
    ids = [version_id(each.question_id, each.version) for each in drawn]
    asked: list[AttemptQuestion] = []
    for each, version in zip(drawn, await versions.get_many(ids), strict=True):
        if version is None:
            raise InternalError(f"the assessment {assessment.id} pins a version that is missing: {each.question_id}")
        asked.append(_question(assessment, seed, each, version))
    return tuple(asked)


def _question(assessment: Assessment, seed: str, drawn: DrawnQuestion, version: QuestionVersion) -> AttemptQuestion:
    content = version.content
    shuffled = assessment.sections[drawn.section].shuffle_choices
    return AttemptQuestion(
        question_id=version.question_id,
        version=version.number,
        variant_seed=variant_seed(seed, version.question_id),
        section=drawn.section,
        kind=content.kind,
        title=content.title,
        languages=content.languages if isinstance(content, CodingContent) else (),
        choices=choice_order(version.question_id, content, seed if shuffled else None),
        max_length=content.max_length if isinstance(content, TextContent) else None,
        content_types=content.content_types if isinstance(content, FileContent) else (),
        max_bytes=content.max_bytes if isinstance(content, FileContent) else None,
        points=drawn.points,
        penalty=drawn.penalty,
        floored=assessment.marking.floor is Floor.QUESTION,
    )


def _attempt(
    invitation: Invitation, assessment: Assessment, seed: str, questions: tuple[AttemptQuestion, ...], now: datetime
) -> Attempt:
    return Attempt(
        id=invitation.id,
        invitation_id=invitation.id,
        candidate_uid=invitation.candidate_uid,
        candidate_email=invitation.email,
        candidate_name=invitation.candidate_name,
        assessment_id=assessment.id,
        title=assessment.title,
        instructions=assessment.instructions,
        questions=questions,
        sections=tuple(_section(section) for section in assessment.sections),
        seed=seed,
        marking=assessment.marking,
        results=assessment.result_policy,
        practice=assessment.practice,
        recording=assessment.recording,
        pair_mode=assessment.pair_mode,
        started_at=now,
        deadline=now + timedelta(minutes=assessment.time_limit_minutes),
        max_points=sum((each.points for each in questions), Decimal(0)),
    )


def _section(section: Section) -> AttemptSection:
    limit = section.time_limit_minutes
    return AttemptSection(
        title=section.title,
        instructions=section.instructions,
        time_limit_seconds=None if limit is None else limit * 60,
    )
