"""Similar programs are a reason to look, never a verdict: nothing follows from a pair but what people decide."""

from shared.auth.permissions import Permission
from shared.domain.analytics.events import SubmissionComparisonRequested
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "submission_comparison"


class CompareSubmissions(Request):
    """What was handed in for which question of which assessment."""

    assessment_id: Identifier
    question_id: Identifier


@command(
    "POST /v1/assessments/{assessmentId}/questions/{questionId}/comparison",
    permission=Permission.ATTEMPTS_READ,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    errors=(NotFound,),
    status=202,
)
async def compare_submissions(request: CompareSubmissions, ctx: CommandContext) -> OperationView:
    """Compare what all candidates of an assessment handed in for one question, and list what is alike."""
    assessment = await AssessmentRepository(ctx.work).get(request.assessment_id)
    if request.question_id not in assessment.question_ids:
        raise NotFound("the assessment asks no such question", code="question_not_found")
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=assessment.id, created_by=ctx.author)
    ctx.work.emit(
        SubmissionComparisonRequested(
            operation_id=operation.id, assessment_id=assessment.id, question_id=request.question_id
        )
    )
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
