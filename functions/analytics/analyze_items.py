"""Item statistics take a pass over all results, so they are computed when somebody asks, and kept."""

from shared.auth.permissions import Permission
from shared.domain.analytics.events import ItemAnalysisRequested
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "item_analysis"


class AnalyzeItems(Request):
    """Of which assessment."""

    assessment_id: Identifier


@command(
    "POST /v1/assessments/{assessmentId}/item-statistics",
    permission=Permission.ATTEMPTS_READ,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    status=202,
)
async def analyze_items(request: AnalyzeItems, ctx: CommandContext) -> OperationView:
    """Compute the item statistics of an assessment anew, from its latest 5,000 scored attempts."""
    await AssessmentRepository(ctx.work).get(request.assessment_id)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=request.assessment_id, created_by=ctx.author)
    ctx.work.emit(ItemAnalysisRequested(operation_id=operation.id, assessment_id=request.assessment_id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
