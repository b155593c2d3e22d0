"""Counters are believed because they can be checked: everything is counted again, and the differences are told."""

from shared.auth.permissions import Permission
from shared.domain.analytics.events import AnalyticsReconciliationDue
from shared.domain.assessments.repository import AssessmentRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "analytics_reconciliation"


class ReconcileAnalytics(Request):
    """Of which assessment."""

    assessment_id: Identifier


@command(
    "POST /v1/assessments/{assessmentId}/analytics/reconciliation",
    permission=Permission.ATTEMPTS_READ,
    idempotent=True,
    loads=Loads(AssessmentRepository, "assessment_id", tagged=False),
    status=202,
)
async def reconcile_analytics(request: ReconcileAnalytics, ctx: CommandContext) -> OperationView:
    """Count an assessment's invitations, attempts and feedback again, and compare that with its counters."""
    await AssessmentRepository(ctx.work).get(request.assessment_id)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=request.assessment_id, created_by=ctx.author)
    ctx.work.emit(AnalyticsReconciliationDue(operation_id=operation.id, assessment_id=request.assessment_id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
