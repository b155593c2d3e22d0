"""Counters are believed because they can be checked: all units are counted again, and the differences are told."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.events import AbTestReconciliationDue
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import begun
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

KIND = "ab_test_reconciliation"


class ReconcileAbTest(Request):
    """Which test."""

    ab_test_id: Identifier


@command(
    "POST /v1/ab-tests/{abTestId}/reconciliation",
    permission=Permission.CARDS_WRITE,
    idempotent=True,
    loads=Loads(AbTestRepository, "ab_test_id", tagged=False),
    errors=(FailedPrecondition,),
    status=202,
)
async def reconcile_ab_test(request: ReconcileAbTest, ctx: CommandContext) -> OperationView:
    """Count an A/B test's exposures and outcomes again, and compare that with its counters."""
    test = await AbTestRepository(ctx.work).get(request.ab_test_id)
    test.require_units(at=ctx.now)
    operation = begun(ctx.work, id=ctx.new_id(), kind=KIND, subject_id=test.id, created_by=ctx.author)
    ctx.work.emit(AbTestReconciliationDue(operation_id=operation.id, ab_test_id=test.id))
    ctx.work.about(operationId=operation.id)
    return OperationView.of(operation)
