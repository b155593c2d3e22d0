"""A question was mended: score the attempts it was asked in anew, and change nothing before that is applied."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.events import RescoringPageDue
from shared.domain.attempts.repository import RescoringRepository
from shared.domain.attempts.rescoring import Rescoring
from shared.domain.attempts.schemas import RescoringView
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RescoreAttempts(Request):
    """Which question of which assessment; its published version is what counts.

    Points that graders gave, or an override, stay unless `replace_given`.
    """

    assessment_id: Identifier
    question_id: Identifier
    replace_given: bool = False


@command(
    "POST /v1/assessments/{assessmentId}/rescorings",
    permission=Permission.ATTEMPTS_RESCORE,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def rescore_attempts(request: RescoreAttempts, ctx: CommandContext) -> RescoringView:
    """Score an assessment's attempts anew by a question's published version, without changing them yet."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    pinned = assessment.versions.get(request.question_id)
    if pinned is None:
        raise NotFound("the assessment asks no such question", code="question_not_found")
    question = await QuestionRepository(ctx.work).get(request.question_id)
    versions = QuestionVersionRepository(ctx.work)
    ids = [version_id(question.id, number) for number in (pinned, question.published_version)]
    kinds = {version.content.kind for version in await versions.get_many(ids) if version}
    if len(kinds) > 1:
        raise FailedPrecondition(
            "the question now asks for another kind of answer; nobody has given one", code="question_kind_changed"
        )
    rescoring = Rescoring(
        id=ctx.new_id(),
        assessment_id=assessment.id,
        question_id=question.id,
        version=question.published_version,
        replaces_given=request.replace_given,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    RescoringRepository(ctx.work).add(rescoring)
    ctx.work.emit(RescoringPageDue(rescoring_id=rescoring.id))
    ctx.work.about(rescoringId=rescoring.id)
    return RescoringView.of(rescoring)
