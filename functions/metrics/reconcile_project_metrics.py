"""Figures are believed because they can be checked: every task is counted again, and the differences are told."""

from shared.auth.permissions import Permission
from shared.domain.metrics.events import MetricsReconciliationRequested
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.projects.repository import ProjectRepository
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "metrics_reconciliation"


class ReconcileProjectMetrics(Request):
    """Of which project."""

    project_id: Identifier


@command(
    "POST /v1/projects/{projectId}/metrics/reconciliation",
    permission=Permission.PROJECTS_UPDATE,
    idempotent=True,
    loads=Loads(ProjectRepository, "project_id", tagged=False),
    status=202,
)
async def reconcile_project_metrics(request: ReconcileProjectMetrics, ctx: CommandContext) -> OperationView:
    """Count a project's tasks again, and compare that with its counters."""
    project = await ProjectRepository(ctx.work).get(request.project_id)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=project.id, created_by=ctx.author)
    ctx.work.emit(MetricsReconciliationRequested(operation_id=operation.id, project_id=project.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
