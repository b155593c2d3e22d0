"""Tasks that are older than the counters were never counted; this counts them, and makes counters that were lost."""

from shared.auth.permissions import Permission
from shared.domain.metrics.events import MetricsRebuildDue
from shared.domain.metrics.rebuilding import REBUILD_KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request


class RebuildMetrics(Request):
    """Nothing to choose: every task of the tenant."""


@command("POST /v1/metrics/rebuild", permission=Permission.DOCUMENTS_MANAGE, idempotent=True, status=202)
async def rebuild_metrics(request: RebuildMetrics, ctx: CommandContext) -> OperationView:
    """Fill the tenant's counters of tasks from the tasks themselves, page by page."""
    tenant_id = ctx.work.tenant_id
    operation = begun(ctx.work, id=ctx.new_id(), kind=REBUILD_KIND, subject_id=tenant_id, created_by=ctx.author)
    ctx.work.emit(MetricsRebuildDue(operation_id=operation.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
