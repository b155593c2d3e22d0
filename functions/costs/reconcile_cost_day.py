"""Whether what was counted on a day is what its entries sum to; `write_cost_day_reconciliation` looks, and repairs."""

from datetime import date, timedelta

from shared.auth.permissions import Permission
from shared.domain.model_costs.events import CostDayReconciliationRequested
from shared.domain.model_costs.model import ENTRIES_KEPT_FOR
from shared.domain.model_costs.recounting import DAY_RECONCILIATION_KIND
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import command
from shared.runtime.requests import Request

_ENTRIES_BEGIN_TO_GO = ENTRIES_KEPT_FOR - timedelta(days=2)


class ReconcileCostDay(Request):
    """Which day, of UTC."""

    day: date


@command(
    "POST /v1/costs/reconciliation",
    permission=Permission.PROVIDERS_MANAGE,
    idempotent=True,
    errors=(InvalidInput,),
    status=202,
)
async def reconcile_cost_day(request: ReconcileCostDay, ctx: CommandContext) -> OperationView:
    """Add a day's entries up anew and repair what was counted otherwise; the operation tells each difference."""
    if not timedelta(0) <= ctx.now.date() - request.day < _ENTRIES_BEGIN_TO_GO:
        message = f"name a day of the last {_ENTRIES_BEGIN_TO_GO.days}: earlier ones have no entries any more"
        raise InvalidInput(message, fields=[FieldProblem("/day", "invalid_day", message)])
    day, kind = request.day.isoformat(), DAY_RECONCILIATION_KIND
    operation = begun(ctx.work, id=ctx.new_id(), kind=kind, subject_id=day, created_by=ctx.author)
    ctx.work.emit(CostDayReconciliationRequested(operation_id=operation.id, day=day))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
