"""A rubric was changed: judge the marks anew that graders gave, and change nothing before that is applied."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.attempts.events import RegradingPageDue
from shared.domain.attempts.repository import RescoringRepository
from shared.domain.attempts.rescoring import Rescoring
from shared.domain.attempts.schemas import RescoringView
from shared.domain.grading.model import rubric_id
from shared.domain.grading.repository import RubricRepository
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RegradeAttempts(Request):
    """Which question of which assessment; its rubric as it is now is what counts.

    What somebody has overridden stays unless `replace_given`.
    """

    assessment_id: Identifier
    question_id: Identifier
    replace_given: bool = False


def _rubric_path(request: RegradeAttempts) -> list[str]:
    return [RubricRepository.path(rubric_id(request.assessment_id, request.question_id))]


@command(
    "POST /v1/assessments/{assessmentId}/questions/{questionId}/regradings",
    permission=Permission.ATTEMPTS_RESCORE,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_rubric_path, tagged=False),
    errors=(NotFound,),
    status=202,
)
async def regrade_attempts(request: RegradeAttempts, ctx: CommandContext) -> RescoringView:
    """Judge graders' marks by a question's changed rubric, without changing results yet; apply it as a rescoring."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    rubric = await RubricRepository(ctx.work).get(rubric_id(assessment.id, request.question_id))
    rescoring = Rescoring(
        id=ctx.new_id(),
        assessment_id=assessment.id,
        question_id=rubric.question_id,
        version=rubric.version,
        by_rubric=True,
        replaces_given=request.replace_given,
        created_by=ctx.author,
        created_at=ctx.now,
    )
    RescoringRepository(ctx.work).add(rescoring)
    ctx.work.emit(RegradingPageDue(rescoring_id=rescoring.id))
    ctx.work.about(rescoringId=rescoring.id)
    return RescoringView.of(rescoring)
