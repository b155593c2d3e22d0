"""How far a piece of long work has come, and what became of it."""

from shared.auth.permissions import Permission
from shared.data.repository import found
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.schemas import OperationView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetOperation(Request):
    """Which operation."""

    operation_id: Identifier


@query(
    "GET /v1/operations/{operationId}",
    permission=Permission.OPERATIONS_READ,
    loads=Loads(OperationRepository, "operation_id"),
)
async def get_operation(request: GetOperation, ctx: QueryContext) -> OperationView:
    """Get an operation."""
    operation = await OperationRepository(ctx.reads).get(request.operation_id)
    return OperationView.of(found(None if operation.has_expired(at=ctx.now) else operation, OperationRepository.noun))
