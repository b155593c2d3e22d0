"""What a question's answers are marked by."""

from shared.auth.permissions import Permission
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.grading.model import rubric_id
from shared.domain.grading.repository import RubricRepository
from shared.domain.grading.schemas import RubricView
from shared.errors import NotFound
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetRubric(Request):
    """Of which question of which assessment."""

    assessment_id: Identifier
    question_id: Identifier


def _rubric_path(request: GetRubric) -> list[str]:
    return [RubricRepository.path(rubric_id(request.assessment_id, request.question_id))]


@query(
    "GET /v1/assessments/{assessmentId}/questions/{questionId}/rubric",
    permission=Permission.ASSESSMENTS_READ,
    loads=Loads(AssessmentRepository, "assessment_id", beside=_rubric_path, tagged=False),
    errors=(NotFound,),
)
async def get_rubric(request: GetRubric, ctx: QueryContext) -> RubricView:
    """Get what graders mark a question's answers by."""
    return RubricView.of(await RubricRepository(ctx.reads).get(rubric_id(request.assessment_id, request.question_id)))
