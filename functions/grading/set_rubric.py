"""What a question's answers are marked by; each change is a version of its own."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.grading.model import QuestionRubric, rubric_id
from shared.domain.grading.repository import RubricRepository, RubricVersionRepository
from shared.domain.grading.schemas import RubricView
from shared.engines.rubrics import Rubric
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetRubric(Request):
    """The criteria of one question of one assessment."""

    assessment_id: Identifier
    question_id: Identifier
    rubric: Rubric


def _rubric_path(request: SetRubric) -> list[str]:
    return [RubricRepository.path(rubric_id(request.assessment_id, request.question_id))]


@command(
    "PUT /v1/assessments/{assessmentId}/questions/{questionId}/rubric",
    permission=Permission.GRADINGS_MANAGE,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_rubric_path, tagged=False),
    errors=(NotFound,),
)
async def set_rubric(request: SetRubric, ctx: CommandContext) -> RubricView:
    """Set what graders mark a question's answers by; answers that are being graded keep the version they began with."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    if request.question_id not in assessment.question_ids:
        raise NotFound("the assessment asks no such question", code="question_not_found")
    rubrics, versions = RubricRepository(ctx.work), RubricVersionRepository(ctx.work)
    id = rubric_id(assessment.id, request.question_id)
    former = await rubrics.find(id)
    if former is not None and former.rubric == request.rubric:
        return RubricView.of(former)
    rubric = QuestionRubric(
        id=id,
        assessment_id=assessment.id,
        question_id=request.question_id,
        version=former.version + 1 if former else 1,
        rubric=request.rubric,
        set_by=ctx.author,
        set_at=ctx.now,
    )
    await rubrics.put(rubric)
    versions.add(rubric.with_(id=rubric_id(assessment.id, request.question_id, rubric.version)))
    return RubricView.of(rubric)
