"""An operation that failed for a reason that may pass is begun again by the event that its kind's subscriber awaits."""

from shared.auth.permissions import Permission
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import retried
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class RetryOperation(Request):
    """Which operation."""

    operation_id: Identifier


@command(
    "POST /v1/operations/{operationId}/retry",
    permission=Permission.OPERATIONS_WRITE,
    idempotent=True,
    loads=Loads(OperationRepository, "operation_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def retry_operation(request: RetryOperation, ctx: CommandContext) -> OperationView:
    """Try an operation that failed again."""
    return OperationView.of(await retried(ctx.work, request.operation_id))
