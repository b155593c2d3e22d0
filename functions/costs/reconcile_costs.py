"""Whether the tracker has all that a run cost; `write_cost_reconciliation` looks."""

from shared.auth.permissions import Permission
from shared.domain.model_costs.reconciling import RECONCILIATION_KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.domain.suite_runs.events import CostReconciliationRequested
from shared.domain.suite_runs.repository import SuiteRunRepository
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ReconcileCosts(Request):
    """Of which run."""

    run_id: Identifier


@command(
    "POST /v1/suite-runs/{runId}/cost-reconciliation",
    permission=Permission.CARDS_READ,
    idempotent=True,
    loads=Loads(SuiteRunRepository, "run_id", tagged=False),
    errors=(NotFound, FailedPrecondition),
    status=202,
)
async def reconcile_costs(request: ReconcileCosts, ctx: CommandContext) -> OperationView:
    """Hold what the tries of a run that is over came to against what was counted; the operation tells differences."""
    run = await SuiteRunRepository(ctx.work).get(request.run_id)
    run.require_over()
    operation = begun(ctx.work, id=ctx.new_id(), kind=RECONCILIATION_KIND, subject_id=run.id, created_by=ctx.author)
    ctx.work.emit(CostReconciliationRequested(operation_id=operation.id, run_id=run.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
