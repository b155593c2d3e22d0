"""Cancelling is cooperative: whoever works on it stops with the next report, and what is reported late is ignored."""

from shared.auth.permissions import Permission
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.schemas import OperationView
from shared.domain.operations.transitions import cancelled
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class CancelOperation(Request):
    """Which operation."""

    operation_id: Identifier


@command(
    "POST /v1/operations/{operationId}/cancel",
    permission=Permission.OPERATIONS_WRITE,
    loads=Loads(OperationRepository, "operation_id"),
    errors=(FailedPrecondition,),
)
async def cancel_operation(request: CancelOperation, ctx: CommandContext) -> OperationView:
    """Cancel an operation; doing so twice is fine."""
    return OperationView.of(await cancelled(ctx.work, request.operation_id))
