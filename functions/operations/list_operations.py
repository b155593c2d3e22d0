"""One's own operations; everybody's, for those who may read them."""

from shared.auth.permissions import Permission
from shared.data.pagination import Page
from shared.domain.operations.model import OperationStatus
from shared.domain.operations.repository import OPERATION_LIST, OperationRepository
from shared.domain.operations.schemas import OperationSummary
from shared.errors import PermissionDenied
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Identifier, ListRequest


class ListOperations(ListRequest):
    """Which operations; without `createdBy`, all that the caller may read."""

    created_by: Identifier | None = None
    kind: Identifier | None = None
    status: OperationStatus | None = None


@query("GET /v1/operations", permission=Permission.OPERATIONS_READ, lists=OPERATION_LIST)
async def list_operations(request: ListOperations, ctx: QueryContext) -> Page[OperationSummary]:
    """List operations, newest first."""
    created_by = request.created_by
    if not ctx.holds(Permission.OPERATIONS_READ):
        if created_by not in (None, ctx.member.user_id):
            raise PermissionDenied("you may read your own operations only")
        created_by = ctx.member.user_id
    equals = {"createdBy": created_by, "kind": request.kind, "status": request.status}
    page = await OperationRepository(ctx.reads).page(OPERATION_LIST, request.page(), equals)
    shown = [operation for operation in page.items if not operation.has_expired(at=ctx.now)]
    return page.with_items([OperationSummary.of(operation) for operation in shown])
